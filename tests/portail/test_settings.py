"""Production refuses to start with what is missing or weak, and says so; each case is a process of its own."""

import os
import subprocess
import sys

import pytest

from portail.outils.checks import PRODUCTION
from portail.settings.base import BASE_DIR

SOUND = PRODUCTION | {"PATH": os.environ["PATH"]}


def start(**changes) -> subprocess.CompletedProcess:
    """Load the production settings; a change of None takes the variable away."""
    environment = {name: value for name, value in (SOUND | changes).items() if value is not None}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import django; django.setup(); from django.conf import settings; print(settings.DEBUG)",
        ],
        env=environment,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_sound_settings_start_without_debug():
    result = start()
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY manque"),
        ({"SECRET_KEY": "trop-court"}, "SECRET_KEY est trop faible"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY est trop faible"),
        ({"SECRET_KEY": "dev-only-not-a-secret-0123456789-abcdefghijklmnopqrstuv"}, "SECRET_KEY est trop faible"),
        ({"BASE_URL": None}, "BASE_URL manque"),
        ({"BASE_URL": "http://portail.exemple.fr"}, "BASE_URL doit commencer par https://"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS manque"),
        ({"ALLOWED_HOSTS": "portail.exemple.fr,*"}, "ALLOWED_HOSTS ne doit pas contenir"),
        ({"DATABASE_URL": None}, "DATABASE_URL manque"),
        ({"EMAIL_URL": None}, "EMAIL_URL manque"),
        ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL n'envoie aucun courriel"),
        ({"SMS_URL": "base://"}, "SMS_URL n'envoie aucun SMS"),
        ({"SMS_URL": "json+http://cle@sms.exemple.fr/"}, "SMS_URL n'envoie aucun SMS, ou en clair"),
        ({"DEFAULT_FROM_EMAIL": None}, "DEFAULT_FROM_EMAIL manque"),
        ({"DEBUG": "true"}, "DEBUG doit être retiré"),
        ({"DEMO_ACCOUNTS": "1"}, "DEMO_ACCOUNTS doit être retiré"),
    ],
)
def test_a_missing_or_weak_setting_is_named(changes, named):
    result = start(**changes)
    assert result.returncode != 0
    assert "La production ne peut pas démarrer" in result.stderr
    assert named in result.stderr


def test_every_fault_is_told_at_once():
    result = start(SECRET_KEY=None, BASE_URL=None, EMAIL_URL=None)
    assert all(f"{name} manque" in result.stderr for name in ("SECRET_KEY", "BASE_URL", "EMAIL_URL"))

"""`make check`: every check a machine can do without running the tests; `make format` mends what can be mended."""

import os
import time
from dataclasses import dataclass, field

from . import console
from .console import Failure, done, fail, step
from .paths import VENV, VENV_PYTHON

PYTHON = str(VENV_PYTHON)
MANAGE = (PYTHON, "manage.py")
RUFF = str(VENV / "bin" / "ruff")
DJLINT = str(VENV / "bin" / "djlint")
APPS = (
    "geo",
    "search",
    "ressources",
    "comptes",
    "mediatheque",
    "cms",
    "notifications",
    "espace",
    "opportunites",
    "dispositifs",
    "rendezvous",
    "pages",
)
# Enough for the production settings to load: `check --deploy` judges them, nothing is served.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portail.settings.production",
    "SECRET_KEY": "verification-seulement-0123456789-abcdefghijklmnopqrstuvwxyz",
    "BASE_URL": "https://portail.exemple.fr",
    "ALLOWED_HOSTS": "portail.exemple.fr",
    "DATABASE_URL": "postgres://portail@localhost/portail",
    "EMAIL_URL": "smtp+tls://portail@localhost:587",
    "DEFAULT_FROM_EMAIL": "portail@exemple.fr",
    "ENV_FILE": os.devnull,
}
TESTS = {"DJANGO_SETTINGS_MODULE": "portail.settings.test", "ENV_FILE": os.devnull}


@dataclass(frozen=True)
class Check:
    title: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


CHECKS = (
    Check("Style du code", (RUFF, "check", ".")),
    Check("Mise en forme", (RUFF, "format", "--check", "--quiet", ".")),
    Check("Gabarits", (DJLINT, "templates", "--lint", "--quiet")),
    Check("Architecture", (str(VENV / "bin" / "lint-imports"), "--no-cache")),
    Check("Migrations à jour", (*MANAGE, "makemigrations", "--check", "--dry-run"), TESTS),
    Check(
        "Migrations sans danger",
        (
            *MANAGE,
            "lintmigrations",
            "--quiet",
            "ok",
            "ignore",
            "--no-cache",
            "--include-apps",
            *APPS,
            "--ignore-name",
            "0001_initial",
            "0002_programmes_become_dispositifs",  # before version 1: no older code runs beside these two
            "0003_delete_programmepage",
            "0002_sms",  # SQLite copies the table; its new columns have a default in the database
            "0002_lecteur_moyen",  # likewise
            "0003_une_seule_trace_des_lectures",  # before version 1: no older code runs beside this one
            "0002_whole_positions",  # SQLite copies the table: only the rule on positions changes
            "0007_lignes_de_metiers",  # likewise: only the choices of a line and its rule change
        ),
        TESTS,
    ),
    Check("Réglages de production", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Check("Types", (PYTHON, "-m", "mypy"), TESTS),
)


def run() -> int:
    """Run every check even after a failure; return 1 when one failed."""
    failed = []
    for check in CHECKS:
        step(check.title)
        start = time.monotonic()
        if console.run(check.command, env=os.environ | check.environment):
            failed.append(check.title)
        else:
            done(f"{check.title} ({time.monotonic() - start:.0f} s)")
    if failed:
        fail(Failure(f"À reprendre : {', '.join(failed)}.", "« make format » corrige la mise en forme."))
        return 1
    done(f"{len(CHECKS)} vérifications réussies")
    return 0


def reformat() -> int:
    return max(
        console.run([RUFF, "check", "--fix", "--quiet", "."]),
        console.run([RUFF, "format", "."]),
    )

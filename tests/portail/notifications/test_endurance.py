"""Workers killed with SIGKILL while they send to a real mail server: nothing is lost, what repeats keeps its name.

`make test` runs the quick form; MESSAGES=600 KILLS=24 gives the full one.
"""

import os
import socket
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from portail.notifications.models import Message
from portail.notifications.vocabulaire import Statut
from portail.outils.paths import ROOT

MESSAGES = int(os.environ.get("MESSAGES", "40"))
KILLS = int(os.environ.get("KILLS", "3"))
PATIENCE = 240.0  # seconds; a quiet machine needs a few


class Sink:
    """A mail server that takes its time, as real ones do, and keeps what it accepted."""

    def __init__(self):
        self.received: Counter[str] = Counter()
        self.port = 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.received[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


@pytest.fixture
def sink():
    sink = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        sink.port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    yield sink
    controller.stop()


def start_worker(port: int) -> subprocess.Popen:
    """Start a process that sends what is due in the database of the test, as the worker's task does."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        database = f"sqlite:///{settings['NAME']}"
    else:
        password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
        host = (
            f"/{settings['HOST']}" if settings["HOST"].startswith("/") else settings["HOST"]
        )  # a Unix socket's folder
        place = f"{host}:{settings['PORT']}" if settings["PORT"] else host
        database = f"postgres://{settings['USER']}{password}@{place}/{settings['NAME']}"
    program = (
        "import time\nfrom portail.notifications.envoi import send_due\nwhile True: send_due() or time.sleep(0.05)"
    )
    return subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", program],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": database,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "portail.settings.dev",
            "ENV_FILE": os.devnull,
            "NOTIFICATIONS_BAIL": "2",
        },
        stdout=subprocess.DEVNULL,
    )


def wait_until(condition, worker: subprocess.Popen) -> None:
    limit = time.monotonic() + PATIENCE
    while not condition():
        assert worker.poll() is None, "the worker stopped by itself"
        assert time.monotonic() < limit, "the worker does not move on"
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_killed_workers_lose_nothing_and_repeat_under_the_same_name(write, sink):
    names = [write(cle=f"essai-{number}").message_id for number in range(MESSAGES)]
    Message.objects.update(statut=Statut.A_ENVOYER, envoye_le=None)
    for kill in range(1, KILLS + 1):
        worker = start_worker(sink.port)
        wanted = kill * MESSAGES // (KILLS + 1)
        wait_until(lambda wanted=wanted: sink.received.total() >= wanted, worker)
        worker.kill()
        worker.wait()
    worker = start_worker(sink.port)
    try:
        wait_until(lambda: not Message.objects.filter(statut=Statut.A_ENVOYER).exists(), worker)
    finally:
        worker.kill()
        worker.wait()
    assert set(sink.received) == set(names)
    assert sink.received.total() - MESSAGES <= KILLS

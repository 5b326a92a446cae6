"""Workers killed with SIGKILL while they send to real servers, mails and SMS; a mail server down: nothing is lost.

`make test` runs the quick form; `make torture` the full one: MESSAGES=600 KILLS=24, and an outage of ten minutes that
last MINUTE seconds each, the delays of new attempts too (MINUTE=60 is the real thing).
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from aiosmtpd.controller import Controller

from portail.notifications.depart_sms import stable_key
from portail.notifications.models import Message
from portail.notifications.sms import post_sms
from portail.notifications.vocabulaire import Statut
from portail.outils.paths import ROOT
from tests.outils.database import database_url

from .conftest import default_site

MESSAGES = int(os.environ.get("MESSAGES", "40"))
KILLS = int(os.environ.get("KILLS", "3"))
MINUTE = float(os.environ.get("MINUTE", "0.2"))  # seconds
PANNE = 10  # minutes
PATIENCE = 240.0 + 30 * MINUTE  # seconds; a quiet machine needs a few, and the outage its length
NURSERY = """
import os, signal, sys, time
from portail.notifications.envoi import send_due
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
for _line in sys.stdin:
    pid = os.fork()
    if not pid:
        while True:
            send_due() or time.sleep(0.05)
    print(pid, flush=True)
"""


class Sink:
    """A mail server that takes its time, as real ones do, and keeps what it accepted."""

    def __init__(self):
        self.received: Counter[str] = Counter()
        self.port = 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.received[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def listening(port: int) -> Iterator[Sink]:
    """A mail server on a port, while in the block."""
    sink = Sink()
    sink.port = port
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    yield sink
    controller.stop()


@pytest.fixture
def sink():
    with listening(free_port()) as sink:
        yield sink


class Operator:
    """A carrier of SMS that takes its time too, and keeps the keys it was given."""

    def __init__(self):
        self.received: Counter[str] = Counter()
        operator = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                operator.received[self.headers["Idempotency-Key"]] += 1
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port


@pytest.fixture
def operator():
    operator = Operator()
    thread = Thread(target=operator.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield operator
    operator.server.shutdown()
    operator.server.server_close()
    thread.join()


class Worker:
    """A process of its own that sends what is due, as the worker's task does."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def is_alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        while self.is_alive():
            time.sleep(0.01)


@contextmanager
def workers(port: int, sms_port: int, **plus: str) -> Iterator[Callable[[], Worker]]:
    """Yield what starts workers on the database of the test: one process loads Django, each is forked from it."""
    environment = (
        os.environ
        | {
            "DATABASE_URL": database_url(),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "portail.settings.dev",
            "ENV_FILE": os.devnull,
            "NOTIFICATIONS_BAIL": "2",
            "SMS_URL": f"json+http://cle@127.0.0.1:{sms_port}/envoyer",
            "SMS_HEURE_DEBUT": "0",  # whatever the hour of the test
            "SMS_HEURE_FIN": "24",
            "SMS_PLAFOND_MENSUEL": str(MESSAGES),
        }
        | plus
    )
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", NURSERY]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as nursery:

        def start() -> Worker:
            nursery.stdin.write("un de plus\n")
            nursery.stdin.flush()
            return Worker(int(nursery.stdout.readline()))

        try:
            yield start
        finally:
            nursery.kill()


def wait_until(condition, worker: Worker) -> None:
    limit = time.monotonic() + PATIENCE
    while not condition():
        assert worker.is_alive(), "the worker stopped by itself"
        assert time.monotonic() < limit, "the worker does not move on"
        time.sleep(0.01)


def write_both(write, settings) -> tuple[set[str], set[str]]:
    """Write a mail and an SMS in turn; return the names that the mail server and the carrier must see."""
    settings.SMS_HEURES = (0, 24)
    mails, texts = set(), set()
    for number in range(MESSAGES // 2):
        mails.add(write(cle=f"essai-{number}").message_id)
        texts.add(stable_key(post_one_sms(number)))
    Message.objects.update(statut=Statut.A_ENVOYER, envoye_le=None)
    Message.objects.exclude(mois=None).update(mois=None)
    return mails, texts


def post_one_sms(number: int) -> Message:
    return post_sms(
        site=default_site(),
        gabarit="notifications/sms/essai",
        telephone="06 39 98 00 01",
        contexte={"prenom": "Zoé"},
        cle=f"sms-{number}",
    )


@pytest.mark.django_db(transaction=True)
def test_killed_workers_lose_nothing_and_repeat_under_the_same_name(write, sink, operator, settings, record_property):
    mails, texts = write_both(write, settings)

    def arrived() -> int:
        return sink.received.total() + operator.received.total()

    with workers(sink.port, operator.port) as start:
        for kill in range(1, KILLS + 1):
            worker = start()
            wanted = kill * MESSAGES // (KILLS + 1)
            wait_until(lambda wanted=wanted: arrived() >= wanted, worker)
            worker.kill()
        worker = start()
        try:
            wait_until(lambda: not Message.objects.filter(statut=Statut.A_ENVOYER).exists(), worker)
        finally:
            worker.kill()
    repeats = arrived() - MESSAGES
    record_property("chiffres", f"{MESSAGES} messages, {KILLS} kill -9 : 0 perdu, {repeats} répétés sous le même nom")
    assert (set(sink.received), set(operator.received)) == (mails, texts)
    assert repeats <= KILLS
    assert set(Message.objects.values_list("statut", flat=True)) == {Statut.ENVOYE}
    assert (
        sum(Message.objects.exclude(mois=None).values_list("segments", flat=True)) == MESSAGES // 2
    )  # repeats count once


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_down_for_ten_minutes_loses_and_repeats_nothing(write, operator, record_property):
    """Connections are refused, then the server is back: attempts follow their own delays, and all arrive once."""
    mails = {write(cle=f"panne-{number}").message_id for number in range(MESSAGES)}
    Message.objects.update(statut=Statut.A_ENVOYER, envoye_le=None)
    port = free_port()
    with workers(port, operator.port, NOTIFICATIONS_MINUTE=str(MINUTE)) as start:
        worker = start()
        try:
            wait_until(lambda: not Message.objects.filter(tentatives=0).exists(), worker)
            down = time.monotonic()
            wait_until(lambda: time.monotonic() - down >= PANNE * MINUTE, worker)
            assert set(Message.objects.values_list("statut", flat=True)) == {Statut.A_ENVOYER}
            with listening(port) as sink:
                wait_until(lambda: not Message.objects.filter(statut=Statut.A_ENVOYER).exists(), worker)
        finally:
            worker.kill()
    durees = f"{PANNE} minutes de panne, à {MINUTE:g} s la minute"
    record_property("chiffres", f"{MESSAGES} courriels, {durees} : {len(sink.received)} arrivés, aucun deux fois")
    assert set(sink.received) == mails
    assert sink.received.total() == MESSAGES
    assert set(Message.objects.values_list("statut", flat=True)) == {Statut.ENVOYE}

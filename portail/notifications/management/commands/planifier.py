"""Queue the jobs that are due: once, or for ever."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portail.notifications.planification import run_due

LOOK = 15.0  # seconds between two looks at the clock


class Command(BaseCommand):
    help = "Met en file les travaux dont l’heure est venue ; plusieurs processus peuvent le faire ensemble."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Une seule fois, pour cron ou systemd.")

    def handle(self, *args, once: bool, **options):
        if once:
            self._look()
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_received: stop.set())
        while not stop.is_set():
            close_old_connections()
            self._look()
            stop.wait(LOOK)

    def _look(self) -> None:
        for name in run_due():
            self.stdout.write(f"{name} : en file")

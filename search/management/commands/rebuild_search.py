"""Make the search's documents again, while searches go on."""

import time

from django.core.management.base import BaseCommand, CommandError

from search import indexing
from search.diffusion.models import Diffusion
from search.engines import get_engine
from search.engines.base import CopyFault
from search.models import Document, MiseAJour

WIDTH = 30  # of the bar
PULSE = 5.0  # seconds between two lines, away from a terminal


class Command(BaseCommand):
    help = "Make every document of the search again, without stopping searches; run it again at will."

    def add_arguments(self, parser):
        parser.add_argument(
            "--pending",
            action="store_true",
            help="only make the updates that a failure or a crash left waiting",
        )
        parser.add_argument(
            "--full",
            action="store_true",
            help="write every document again, even unchanged ones",
        )
        parser.add_argument(
            "--best-effort",
            action="store_true",
            help="when Elasticsearch cannot be reached, warn instead of failing: the database answers meanwhile",
        )

    def handle(self, *args, pending: bool, full: bool, best_effort: bool, **options):
        self.shown = 0.0
        if pending:
            self.make_pending()
            return
        if full:
            Document.objects.update(digest="")
        try:
            done = indexing.rebuild(self.show)
        except CopyFault as fault:
            if not best_effort:
                raise CommandError(f"The database's index is rebuilt, its copy is not. {fault}") from fault
            self.stderr.write(self.style.WARNING(f"The database answers searches. {fault}"))
            return
        self.stdout.write(
            f"Index rebuilt: {Document.objects.count()} documents, {done.written} written, "
            f"{done.unchanged} unchanged, {done.removed} removed, {len(done.failed)} left out."
        )
        if refused := Diffusion.objects.refused().count():
            raise CommandError(f"Elasticsearch refused {refused} documents: their reasons are in the log.")

    def make_pending(self) -> None:
        MiseAJour.objects.update(attempts=0)
        Diffusion.objects.update(attempts=0)
        done, carried = indexing.flush(), get_engine().flush()
        self.stdout.write(f"{done} updates made, {MiseAJour.objects.count()} still waiting.")
        if carried or Diffusion.objects.exists():
            self.stdout.write(f"{carried} documents carried, {Diffusion.objects.count()} still waiting.")

    def show(self, source: str, done: int, total: int) -> None:
        """Draw a bar per source, in place on a terminal, every few seconds elsewhere."""
        now = time.monotonic()
        if done < total and now - self.shown < (0.1 if self.stdout.isatty() else PULSE):
            return
        self.shown = now
        bar = "█" * (WIDTH * done // max(total, 1))
        end = "\n" if done >= total or not self.stdout.isatty() else "\r"
        self.stdout.write(f"{source}: {bar:░<{WIDTH}} {done}/{total}", ending=end)
        self.stdout.flush()

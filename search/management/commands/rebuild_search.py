"""Make the search's documents again, while searches go on."""

from django.core.management.base import BaseCommand

from search import indexing
from search.models import Document, MiseAJour


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

    def handle(self, *args, pending: bool, full: bool, **options):
        if pending:
            self.make_pending()
            return
        if full:
            Document.objects.update(digest="")
        done = indexing.rebuild(self.show)
        self.stdout.write(
            f"Index rebuilt: {Document.objects.count()} documents, {done.written} written, "
            f"{done.unchanged} unchanged, {done.removed} removed, {len(done.failed)} left out."
        )

    def make_pending(self) -> None:
        MiseAJour.objects.update(attempts=0)
        done = indexing.flush()
        self.stdout.write(f"{done} updates made, {MiseAJour.objects.count()} still waiting.")

    def show(self, source: str, done: int, total: int) -> None:
        """Show one line per source, rewritten in place on a terminal."""
        if done < total and not self.stdout.isatty():
            return
        end = "\n" if done >= total else "\r"
        self.stdout.write(f"{source}: {done}/{total}", ending=end)
        self.stdout.flush()

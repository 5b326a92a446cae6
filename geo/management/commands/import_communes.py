"""`import_communes`: bring the shipped table of communes into the database."""

from django.core.management.base import BaseCommand

from geo.importer import import_table
from geo.management.progress import Progress


class Command(BaseCommand):
    help = "Charge ou met à jour la table des communes (sans effet si elle est à jour)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--force", action="store_true", help="Compare chaque ligne, même si les fichiers n'ont pas changé."
        )

    def handle(self, *, verbosity: int, force: bool, **_):
        with Progress(self.stderr, "Communes", quiet=not verbosity) as progress:
            report = import_table(progress.update, force=force)
        if verbosity:
            types = ", ".join(f"{count} {kind}" for kind, count in report.par_type.items())
            self.stdout.write(f"{report.lues} communes lues ({types}).")
            self.stdout.write(
                f"{report.creees} créées, {report.modifiees} modifiées, "
                f"{report.inchangees} inchangées, {report.retirees} retirées."
            )

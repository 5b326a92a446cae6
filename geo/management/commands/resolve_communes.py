"""`resolve_communes FILE.csv`: tell the commune of each row of a directory, on standard output."""

import csv
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from geo.gazetteer.current import get_gazetteer
from geo.gazetteer.forms import canonical
from geo.management.progress import Progress
from geo.resolution.files import Directory, UnreadableFileError, read_directory
from geo.resolution.rows import RowResolver
from geo.resolution.verdict import Resolution

ADDED = ("code", "type", "pays", "confiance", "raison")


class Command(BaseCommand):
    help = (
        "Donne la commune de chaque ligne d’un fichier CSV (colonnes nom, code_postal et, au "
        "choix, adresse ; Commune, Ville, CP… sont compris aussi) : écrit les mêmes lignes, suivies "
        "de code, type, pays, confiance et raison. En dessous de 0.75, le code n’est qu’une "
        "proposition à vérifier ; il est vide "
        "quand la ligne est refusée."
    )

    def add_arguments(self, parser):
        parser.add_argument("fichier", help="Fichier CSV, ou - pour l’entrée standard.")

    def handle(self, *, fichier: str, verbosity: int, **_):
        try:
            content = sys.stdin.buffer.read() if fichier == "-" else Path(fichier).read_bytes()
            directory = read_directory(content)
        except OSError as error:
            raise CommandError(f"Impossible de lire {fichier} : {error.strerror}.") from None
        except UnreadableFileError as error:
            raise CommandError(str(error)) from None
        gazetteer = get_gazetteer()
        if not gazetteer.records:
            raise CommandError("La table des communes est vide : lancez d’abord import_communes.")
        title = directory.choose_name(lambda name: canonical(name) in gazetteer.by_form)
        if verbosity and title != "nom":
            self.stderr.write(f"Nom de la commune lu dans la colonne « {title} ».")
        with Progress(self.stderr, "Lignes", quiet=not verbosity) as progress:
            summary = self._write(directory, RowResolver(gazetteer), progress)
        if verbosity:
            self.stderr.write(summary)

    def _write(self, directory: Directory, resolver: RowResolver, progress: Progress) -> str:
        """Write the rows with their answers; return how many were resolved."""
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow([*directory.columns, *ADDED])
        placed = proposed = 0
        for done, row in enumerate(directory.rows, 1):
            resolution = resolver.resolve(*directory.cells(row))
            placed += resolution.commune is not None
            proposed += resolution.commune is None and resolution.proposition is not None
            writer.writerow([*row, *_answer(resolution)])
            if done % 1000 == 0 or done == len(directory.rows):
                progress.update(done, len(directory.rows))
        refused = len(directory.rows) - placed - proposed
        return f"{len(directory.rows)} lignes : {placed} résolues, {proposed} à vérifier, {refused} refusées."


def _answer(resolution: Resolution) -> tuple[str, ...]:
    record = resolution.proposition
    code, kind, pays = (record.ref, record.type, record.pays) if record else ("", "", "")
    return code, kind, pays, f"{resolution.confiance:.2f}", resolution.raison

"""Rows of cells out of a CSV file, whatever its encoding, separator and line ends."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.octets import open_text

SEPARATEURS = (";", ",", "\t", "|")
ECHANTILLON = 64  # lines looked at to choose the separator
LIGNES_PAR_CELLULE = 200  # a record longer than this has swallowed others: a quote is not closed
FIN = "\x1efin du fichier\x1e"  # appended line: missing from the records when a quote was left open

csv.field_size_limit(4 * 1024 * 1024)

Cellules = tuple[int, list]


def iter_lines(path: Path) -> Iterator[str]:
    """Yield the physical lines of a text file; raises FichierRefuse when a byte is no character."""
    with open_text(path) as flux:
        numero = 0
        try:
            for ligne in flux:
                numero += 1
                yield ligne.replace("\x00", "")
        except UnicodeError as erreur:
            raise FichierRefuse("L’encodage du fichier n’est pas reconnu.", numero + 1) from erreur


def iter_cells(lignes: Iterable[str], separateur: str) -> Iterator[Cellules]:
    """Yield (first physical line, cells) for each record of `lignes`.

    Raises FichierRefuse when a quote is never closed: the rest of the file would vanish into one cell.
    """
    compteur = _Compteur(lignes)
    lecteur, debut = csv.reader(compteur, delimiter=separateur), 1
    while True:
        try:
            cellules = next(lecteur, None)
        except csv.Error as erreur:
            raise FichierRefuse(f"Le CSV est illisible ({erreur}).", debut) from erreur
        if cellules == [FIN] and compteur.lu == compteur.total:
            return
        if cellules is None or compteur.total - debut > LIGNES_PAR_CELLULE or any(FIN in c for c in cellules):
            raise FichierRefuse("Un guillemet ouvert ici n’est jamais refermé.", debut)
        yield debut, cellules
        debut = compteur.total + 1


class _Compteur:
    """Count the physical lines handed to the reader, then hand it the end mark."""

    def __init__(self, lignes: Iterable[str]):
        self.lignes, self.total, self.lu = iter(lignes), 0, -1

    def __iter__(self):
        return self

    def __next__(self) -> str:
        if self.lu == self.total:
            raise StopIteration
        self.total += 1
        ligne = next(self.lignes, None)
        if ligne is None:
            self.lu = self.total
            return FIN
        return ligne


def read_cells(path: Path, score: Callable[[list[Cellules]], int]) -> Iterator[Cellules]:
    """Yield the records of the file, cut with the separator whose first records have the best `score`.

    A first line `sep=;`, written by some spreadsheets, is obeyed and skipped.
    """
    echantillon = [ligne for ligne, _rang in zip(iter_lines(path), range(ECHANTILLON), strict=False)]
    annonce = echantillon[0].strip().lower() if echantillon else ""
    if annonce.startswith("sep=") and len(annonce) == 5:
        yield from _shifted(iter_cells(_tail(path), annonce[4]))
        return
    separateur = max(SEPARATEURS, key=lambda candidat: score(_sample(echantillon, candidat)))
    yield from iter_cells(iter_lines(path), separateur)


def _sample(lignes: list[str], separateur: str) -> list[Cellules]:
    return [(rang, cellules) for rang, cellules in enumerate(csv.reader(lignes, delimiter=separateur), 1)]


def _tail(path: Path) -> Iterator[str]:
    lignes = iter_lines(path)
    next(lignes, None)
    yield from lignes


def _shifted(cellules: Iterator[Cellules]) -> Iterator[Cellules]:
    for numero, valeurs in cellules:
        yield numero + 1, valeurs

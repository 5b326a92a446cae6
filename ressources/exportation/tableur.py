"""Cells safe to open in a spreadsheet."""

from collections.abc import Iterable

# A cell that begins so is run as a formula by spreadsheets (OWASP, "CSV injection").
DEBUTS_DE_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def neutralise(cellules: Iterable[object]) -> list[str]:
    """Return the cells as text, an apostrophe before those a spreadsheet would run.

    A plain number keeps its sign: "-4.48" is no formula.
    """
    return [_neutralise(cellule) for cellule in cellules]


def _neutralise(cellule: object) -> str:
    texte = "" if cellule is None else str(cellule)
    if not texte.startswith(DEBUTS_DE_FORMULE) or _is_number(texte):
        return texte
    return "'" + texte


def _is_number(texte: str) -> bool:
    return texte[1:].replace(".", "", 1).isascii() and texte[1:].replace(".", "", 1).isdigit()

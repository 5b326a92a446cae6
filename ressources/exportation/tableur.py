"""Tables that a spreadsheet opens safely."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

# A cell that begins so is run as a formula by spreadsheets (OWASP, "CSV injection").
DEBUTS_DE_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def neutralise(cellules: Iterable[object]) -> list[str]:
    """Return the cells as text, an apostrophe before those a spreadsheet would run.

    A plain number keeps its sign: "-4.48" is no formula.
    """
    return [_neutralise(cellule) for cellule in cellules]


def write_table(path: Path, colonnes: Iterable[str], lignes: Iterable[dict[str, Any]]) -> int:
    """Write rows as XLSX when `path` says so, else as CSV (semicolons, UTF-8 with BOM); return their number."""
    colonnes = list(colonnes)
    rangees = (neutralise(_join(ligne.get(colonne)) for colonne in colonnes) for ligne in lignes)
    return (_write_xlsx if path.suffix.lower() == ".xlsx" else _write_csv)(path, colonnes, rangees)


def _write_csv(path: Path, colonnes: list[str], rangees: Iterable[list[str]]) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as flux:
        sortie = csv.writer(flux, delimiter=";")
        sortie.writerow(colonnes)
        return sum(1 for _ in map(sortie.writerow, rangees))


def _write_xlsx(path: Path, colonnes: list[str], rangees: Iterable[list[str]]) -> int:
    classeur = Workbook(write_only=True)
    feuille = classeur.create_sheet("structures")
    feuille.append(colonnes)
    nombre = sum(1 for _ in map(feuille.append, rangees))
    classeur.save(path)
    return nombre


def _join(valeur: Any) -> Any:
    return " | ".join(map(str, valeur)) if isinstance(valeur, list) else valeur


def _neutralise(cellule: object) -> str:
    texte = "" if cellule is None else str(cellule)
    if not texte.startswith(DEBUTS_DE_FORMULE) or _is_number(texte):
        return texte
    return "'" + texte


def _is_number(texte: str) -> bool:
    chiffres = texte[1:].replace(".", "", 1)
    return chiffres.isascii() and chiffres.isdigit()

"""Rows of cells out of an Excel workbook, read as a stream and within bounds (an XLSX is a ZIP)."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.octets import SIGNATURE_ZIP, first_bytes, open_binary

DECOMPRESSE_MAX = 512 * 1024 * 1024  # bytes
RAPPORT_MAX = 200  # a sheet of repeated text compresses 20 to 60 times; a bomb, a thousand
LIGNES_MAX = 1_048_576  # rows of an Excel sheet
COLONNES_MAX = 512
ECHANTILLON = 64  # rows looked at to choose the sheet
VIDES_MAX = 2_000  # blank rows in a row: the rest of the sheet is formatting

# openpyxl lets its own parser's errors through: every one of these means "not a sound workbook".
_ABIME = (
    zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, NotImplementedError, RuntimeError, zipfile.LargeZipFile,
    zlib.error,
)  # fmt: skip


def check_archive(path: Path) -> None:
    """Raise FichierRefuse unless `path` is a ZIP of bearable size holding a workbook."""
    if not first_bytes(path).startswith(SIGNATURE_ZIP):
        open_binary(path).close()  # says more when it knows what the file is
        raise FichierRefuse("Ce fichier n’est pas un classeur Excel (.xlsx).")
    try:
        with zipfile.ZipFile(path) as archive:
            membres = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as erreur:
        raise FichierRefuse("Le classeur Excel est abîmé ou incomplet.") from erreur
    total = sum(membre.file_size for membre in membres)
    comprime = max(1, sum(membre.compress_size for membre in membres))
    if total > DECOMPRESSE_MAX or (total > 10_000_000 and total > RAPPORT_MAX * comprime):
        raise FichierRefuse("Le classeur Excel est trop volumineux une fois décompressé.")
    if not any(membre.filename == "xl/workbook.xml" for membre in membres):
        raise FichierRefuse("Cette archive ZIP n’est pas un classeur Excel (.xlsx).")


def read_cells(path: Path, score: Callable[[list], int]) -> Iterator[tuple[int, list]]:
    """Yield (row number, values) of the visible sheet whose first rows score best; formulas give their value.

    Raises FichierRefuse for anything that is no sound workbook.
    """
    check_archive(path)
    try:
        with path.open("rb") as flux:  # a stream: openpyxl judges a path by its extension
            yield from _read_workbook(flux, score)
    except _ABIME as erreur:
        raise FichierRefuse("Le classeur Excel est abîmé ou incomplet.") from erreur


def _read_workbook(flux: BinaryIO, score: Callable[[list], int]) -> Iterator[tuple[int, list]]:
    classeur = load_workbook(flux, read_only=True, data_only=True)
    try:
        feuilles = [feuille for feuille in classeur.worksheets if feuille.sheet_state == "visible"]
        if feuilles:
            yield from _rows(max(feuilles, key=lambda feuille: score(list(islice(_rows(feuille), ECHANTILLON)))))
    finally:
        classeur.close()


def _rows(feuille) -> Iterator[tuple[int, list]]:
    feuille.reset_dimensions()  # the declared size is often wrong, and may be a million empty rows
    vides = 0
    for numero, rangee in enumerate(feuille.iter_rows(values_only=True, max_col=COLONNES_MAX), 1):
        if all(valeur is None for valeur in rangee):
            vides += 1
            if vides > VIDES_MAX or numero > LIGNES_MAX:
                return
            continue
        vides = 0
        yield numero, list(rangee)

"""Directories in CSV, whatever program wrote them."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from geo.folding import fold

REQUIRED = ("nom", "code_postal")
OPTIONAL = ("adresse",)
SEPARATORS = ",;\t|"

# A cell longer than this is a quote left open, not an address.
MAX_CELL = 1_000_000


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message is in French."""


@dataclass(frozen=True)
class Directory:
    """A table read from a file: the columns as written, the rows as wide as the columns.

    `places` gives the position of each column that the resolver reads.
    """

    columns: list[str]
    rows: list[list[str]]
    places: dict[str, int]

    def cells(self, row: list[str]) -> Iterator[str]:
        """Yield name, postcode and address of a row, "" for a column that is absent."""
        for name in (*REQUIRED, *OPTIONAL):
            yield row[self.places[name]] if name in self.places else ""


def read_directory(content: bytes) -> Directory:
    """Read a CSV file: commas, semicolons, tabs or bars; UTF-8, UTF-16 or Windows-1252.

    Empty lines are left out; short rows are completed, cells beyond the columns dropped.
    Raises UnreadableFileError when it is empty, binary or lacks a column.
    """
    text = decode(content)
    if not text.strip():
        raise UnreadableFileError("Le fichier est vide.")
    for separator in SEPARATORS:
        lines = _parse(text, separator)
        header = next(lines, [])
        places = _places(header)
        if places.keys() >= {*REQUIRED}:
            width = len(header)
            rows = [(line + [""] * width)[:width] for line in lines if any(line)]
            return Directory(header, rows, places)
    raise UnreadableFileError(_missing(text))


def decode(content: bytes) -> str:
    """Return the text of a file: what its mark says, else UTF-8, else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFileError("C’est un classeur : enregistrez-le au format CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _parse(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise UnreadableFileError(f"Le fichier n’est pas un CSV lisible ({error}).") from None


def _places(header: list[str]) -> dict[str, int]:
    """Positions of the known columns, however their names are written: "Code postal"."""
    known = {*REQUIRED, *OPTIONAL}
    places: dict[str, int] = {}
    for place, column in enumerate(header):
        name = fold(column).replace(" ", "_")
        if name in known:
            places.setdefault(name, place)
    return places


def _missing(text: str) -> str:
    first = text.strip().splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    found = [*_places(next(csv.reader([first], delimiter=separator), []))]
    missing = " et ".join(f"« {name} »" for name in REQUIRED if name not in found)
    return (
        f"Il manque la colonne {missing}. Première ligne lue : « {first[:120]} ». "
        "Il faut les colonnes nom et code_postal, et au choix adresse."
    )

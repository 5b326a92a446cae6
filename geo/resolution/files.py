"""Directories in CSV, whatever program wrote them."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from geo.folding import fold

REQUIRED = ("nom", "code_postal")
OPTIONAL = ("adresse",)
SEPARATORS = ",;\t|"

# Titles met in public files, folded; the documented one always comes first.
TITLES = {
    "nom": (
        "nom", "commune", "ville", "nom commune", "nom de la commune", "nom ville", "nom de la ville", "localite",
        "libelle commune", "libelle de la commune", "nom com", "lib com", "ville commune", "commune ville",
        "libelle acheminement", "bureau distributeur", "adresse ville", "adresse commune", "city", "municipalite",
    ),
    "code_postal": (
        "code postal", "cp", "c p", "codepostal", "code post", "cod postal", "codpost", "adresse cp", "adr cp",
        "code postal etablissement", "code postal siege", "adresse code postal", "zip", "zip code", "zipcode",
        "postcode", "postal code",
    ),
    "adresse": (
        "adresse", "adresse 1", "adresse1", "adr1", "adresse postale", "adresse complete", "adresse ligne 1", "rue",
        "voie", "address", "adresse siege", "adresse etablissement", "adresse structure",
    ),
}  # fmt: skip
# Lines that titles of the sheet may take above those of the columns.
MAX_HEADER_LINE = 10
# Names looked at to tell the commune's column from that of the structure.
SAMPLE = 300

# Western text in UTF-16 has a NUL in nearly every other byte.
NULS_OF_UTF16 = 0.7

# A cell longer than this is a quote left open, not an address.
MAX_CELL = 1_000_000


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message is in French."""


@dataclass(frozen=True)
class Directory:
    """A table read from a file: the columns as written, the rows as wide as the columns.

    `places` gives the position of each column that the resolver reads; `names` that of
    each column whose title may be that of the commune: "nom", then "ville".
    """

    columns: list[str]
    rows: list[list[str]]
    places: dict[str, int]
    names: tuple[int, ...] = ()

    def choose_name(self, is_known: Callable[[str], bool]) -> str:
        """Read the commune in the column that holds most known names, and return its title.

        In a directory of structures "nom" is theirs, and the commune is under "ville". As
        many known names, or none: the first column stays.
        """
        counts = {place: sum(is_known(row[place]) for row in self.rows[:SAMPLE]) for place in self.names}
        self.places["nom"] = max(self.names, key=lambda place: counts[place])
        return self.columns[self.places["nom"]]

    def cells(self, row: list[str]) -> Iterator[str]:
        """Yield name, postcode and address of a row, "" for a column that is absent."""
        for name in (*REQUIRED, *OPTIONAL):
            yield row[self.places[name]] if name in self.places else ""


def read_directory(content: bytes) -> Directory:
    """Read a CSV file: commas, semicolons, tabs or bars; UTF-8, UTF-16 or Windows-1252.

    Titles of the sheet may come above those of the columns.
    Empty lines are left out; short rows are completed, cells beyond the columns dropped.
    Raises UnreadableFileError when it is empty, binary or lacks a column.
    """
    text = decode(content)
    if not text.strip():
        raise UnreadableFileError("Le fichier est vide.")
    for separator in SEPARATORS:
        lines = _parse(text, separator)
        for header in islice(lines, MAX_HEADER_LINE):
            found = _places(header)
            if found.keys() >= {*REQUIRED}:
                width = len(header)
                rows = [(line + [""] * width)[:width] for line in lines if any(line)]
                places = {name: positions[0] for name, positions in found.items()}
                return Directory(header, rows, places, found["nom"])
    raise UnreadableFileError(_missing(text))


def decode(content: bytes) -> str:
    """Return the text of a file: what its mark says, else UTF-8, else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFileError("C’est un classeur : enregistrez-le au format CSV.")
    odd = content[1:200:2]
    if odd.count(0) > NULS_OF_UTF16 * len(odd):
        return content.decode("utf-16-le", errors="replace")
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


def _places(header: list[str]) -> dict[str, tuple[int, ...]]:
    """Positions of the columns that each name may mean, however they are written: "Code postal", "C.P."

    The documented title comes first, then the others in the order of `TITLES`.
    """
    written: dict[str, int] = {}
    for place, column in enumerate(header):
        written.setdefault(fold(column), place)
    found = {name: tuple(written[title] for title in titles if title in written) for name, titles in TITLES.items()}
    return {name: places for name, places in found.items() if places}


def _missing(text: str) -> str:
    first = text.strip().splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    found = [*_places(next(csv.reader([first], delimiter=separator), []))]
    missing = " et ".join(f"« {name} »" for name in REQUIRED if name not in found)
    return (
        f"Il manque la colonne {missing}. Première ligne lue : « {first[:120]} ». "
        "Il faut les colonnes nom (celui de la commune) et code_postal, et au choix adresse : renommez les vôtres."
    )

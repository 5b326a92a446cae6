"""Other names under which communes are known: the shipped table and its reader.

`geo/data/noms_alternatifs.csv` is made by `build_noms_communes`, which notes its sources.
"""

import csv
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

CHEMIN = Path(__file__).resolve().parent.parent / "data" / "noms_alternatifs.csv"


class GenreNom(StrEnum):
    """Where a name comes from, which decides what it is worth alone."""

    ANCIEN = "ancien"  # of a commune that merged or changed its name
    POSTAL = "postal"  # what the post writes, sometimes a village of the commune
    SECTION = "section"  # a part of a Belgian municipality
    ETRANGER = "etranger"  # in another language


class NomAlternatif(NamedTuple):
    """A name of the commune (`pays`, `code`), only valid with `code_postal` if it is given."""

    pays: str
    code: str
    genre: GenreNom
    nom: str
    code_postal: str


@cache
def read_noms() -> tuple[NomAlternatif, ...]:
    """Return the whole table, read once per process."""
    with CHEMIN.open(encoding="utf-8", newline="") as file:
        return tuple(_rows(file))


def _rows(file) -> Iterator[NomAlternatif]:
    for row in csv.DictReader(file):
        yield NomAlternatif(row["pays"], row["code"], GenreNom(row["genre"]), row["nom"], row["code_postal"])

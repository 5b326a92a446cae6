"""Every name under which a commune is known, in one list."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from geo.gazetteer.forms import LINKS, canonical
from geo.gazetteer.other_names import GenreNom, NomAlternatif
from geo.gazetteer.record import CommuneRecord

OFFICIEL = "officiel"


class Nom(NamedTuple):
    """A name of a commune: its text, its canonical form and what it is worth.

    `genre` is `OFFICIEL` or a `GenreNom`; `code_postal` limits a postal name to one code.
    """

    record: CommuneRecord
    texte: str
    forme: str
    genre: str
    code_postal: str = ""

    @property
    def is_official(self) -> bool:
        return self.genre == OFFICIEL


def official_names(records: Iterable[CommuneRecord]) -> Iterator[Nom]:
    """Names of the table: French, Dutch, former."""
    for record in records:
        if record.repeats_parent:
            continue
        for texte in record.noms:
            yield Nom(record, texte, canonical(texte), OFFICIEL)
        if usual := _without_parent(record):
            yield Nom(record, record.nom, usual, OFFICIEL)
        for texte in record.anciens_noms:
            yield Nom(record, texte, canonical(texte), GenreNom.ANCIEN)


def _without_parent(record: CommuneRecord) -> str:
    """Say "hellemmes" for the Hellemmes-Lille of Lille, "" for the others."""
    if record.parent is None or record.type == "ARM":
        return ""
    name = canonical(record.nom)
    short = name.removesuffix(f" {canonical(record.parent.nom)}")
    return "" if short == name or short.split()[-1] in LINKS else short


def alternative_names(rows: Iterable[NomAlternatif], communes: dict[tuple[str, str], CommuneRecord]) -> Iterator[Nom]:
    """Names of the shipped table, for the communes that are there.

    `communes` holds the current communes by (country, code).
    """
    for row in rows:
        record = communes.get((row.pays, row.code))
        if record is not None:
            yield Nom(record, row.nom, canonical(row.nom), row.genre, row.code_postal)


def distinct(names: Iterable[Nom]) -> list[Nom]:
    """Keep one name per commune, form and postcode, the first met."""
    seen: dict[tuple[int, str, str], Nom] = {}
    for nom in names:
        seen.setdefault((id(nom.record), nom.forme, nom.code_postal), nom)
    return list(seen.values())

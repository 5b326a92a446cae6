"""From rows of the table to linked records."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from geo.gazetteer.forms import canonical
from geo.gazetteer.record import CommuneRecord

# Belgian municipalities come without inhabitants. A little under their median (Statbel, 2023:
# some 12,500), so that they stand among the towns of the border, after a French one as large.
BELGIAN_WEIGHT = 10_000


class CommuneRow(NamedTuple):
    """One commune as the database holds it; `parent` is the INSEE code of its commune, or ""."""

    pk: int | None
    pays: str
    code: str
    type: str
    nom: str
    nom_nl: str
    codes_postaux: Iterable[str]
    population: int | None
    departement: str
    departement_nom: str
    region: str
    region_nom: str
    latitude: float | None
    longitude: float | None
    anciens_codes: Iterable[str]
    anciens_noms: Iterable[str]
    parent: str


def link_records(rows: Iterable[CommuneRow]) -> list[CommuneRecord]:
    """Return the records, parts linked to their commune, heaviest first.

    A part whose commune is missing is left out.
    """
    rows = list(rows)
    records = [_record(row) for row in rows]
    communes = {(record.pays, record.code): record for record in records if record.type == "COM"}
    parts: Counter[str] = Counter(row.parent for row in rows if row.parent)
    linked = []
    for row, record in zip(rows, records, strict=True):
        if row.parent:
            record.parent = communes.get((row.pays, row.parent))
            if record.parent is None:
                continue
        record.poids = _weight(record, parts)
        if record.current is record or _has_own_postcodes(record):
            record.codes_propres = record.codes_postaux
        linked.append(record)
    _mark_homonyms(linked)
    return sorted(linked, key=lambda record: (-record.poids, record.nom, record.ref))


def _record(row: CommuneRow) -> CommuneRecord:
    values = row._asdict()
    del values["parent"]
    for name in ("codes_postaux", "anciens_codes", "anciens_noms"):
        values[name] = tuple(values[name])
    return CommuneRecord(**values)


def _weight(record: CommuneRecord, parts: Counter[str]) -> int:
    """Inhabitants; a part without a census of its own weighs an equal share of its commune."""
    if record.population is not None:
        return record.population
    if record.parent is None:
        return BELGIAN_WEIGHT if record.is_belgian else 0
    return (record.parent.population or 0) // (parts[record.parent.code] + 1)


def _has_own_postcodes(part: CommuneRecord) -> bool:
    """Tell a part that the table gives fewer postcodes than its commune: Lomme has 59160 of Lille's."""
    return {*part.codes_postaux} < {*part.commune.codes_postaux}


def _mark_homonyms(records: list[CommuneRecord]) -> None:
    listed = [record for record in records if not record.repeats_parent]
    count = Counter(canonical(record.nom) for record in listed)
    for record in listed:
        record.homonyme = count[canonical(record.nom)] > 1

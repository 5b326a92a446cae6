"""The whole gazetteer: communes by code, postcode, département and every form of their names."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from math import asin, cos, radians, sin

from geo.distance import EARTH_RADIUS_KM, great_circle_km
from geo.gazetteer.forms import bare, canonical, skeleton, squeezed
from geo.gazetteer.names import Nom, alternative_names, distinct, official_names
from geo.gazetteer.other_names import GenreNom, NomAlternatif
from geo.gazetteer.prefixes import PrefixIndex
from geo.gazetteer.record import CommuneRecord
from geo.gazetteer.rows import CommuneRow, link_records
from geo.gazetteer.typos import TypoIndex

Records = list[CommuneRecord]

# Half-degree squares looked at on each side of a point, before all of them.
COLUMNS = 720  # round the Earth
REACHES = (1, 2, 4, 8, 16, 32)


class Gazetteer:
    """An immutable copy of the communes in memory, shared between threads.

    `records` come heaviest first, and so does every list made from them.
    """

    def __init__(self, rows: Iterable[CommuneRow], other_names: Iterable[NomAlternatif] = ()):
        self.records = link_records(rows)
        communes = {(r.pays, r.code): r for r in self.records if r.type == "COM"}
        names = [*official_names(self.records), *alternative_names(other_names, communes)]
        self.names = _ranked(self.records, _give_to_parts(distinct(names)))
        self.by_ref = _by_ref(self.records)
        self.by_code = _group((r.code, r) for r in self.records)
        self.by_old_code = _group((code, r) for r in self.records for code in r.anciens_codes)
        self.by_postcode = _by_postcode(self.records)
        self.by_departement = _group((r.departement, r) for r in self.records)
        self.prefixes = PrefixIndex(self.names)

    def warm(self) -> None:
        """Make beforehand what people who type would wait for."""
        _ = self.by_form, self.typos, self.postcodes, self.districted, self._squares

    @cached_property
    def by_form(self) -> dict[str, list[Nom]]:
        """Names by canonical form, with and without article."""
        return _group_names(self.names, lambda forme: {forme, bare(forme)})

    @cached_property
    def by_squeezed(self) -> dict[str, list[Nom]]:
        """Names by their letters in a row, with and without article."""
        return _group_names(self.names, lambda forme: {squeezed(forme), forme.replace(" ", "")})

    @cached_property
    def by_skeleton(self) -> dict[str, list[Nom]]:
        """Names by the words that carry them."""
        return _group_names(self.names, lambda forme: {skeleton(forme)})

    @cached_property
    def names_by_commune(self) -> dict[CommuneRecord, list[Nom]]:
        """Names of each whole commune and of its parts."""
        return _group((nom.record.commune, nom) for nom in self.names)

    @cached_property
    def typos(self) -> TypoIndex:
        """Names by their first letters, for the slips of the fingers."""
        return TypoIndex(self.names)

    @cached_property
    def postcodes(self) -> list[str]:
        """Every postcode, sorted."""
        return sorted(self.by_postcode)

    @cached_property
    def districted(self) -> dict[str, dict[int, CommuneRecord]]:
        """Districts by number of the communes that have some (Paris, Lyon, Marseille), by name."""
        cities: dict[str, dict[int, CommuneRecord]] = defaultdict(dict)
        for record in self.records:
            if record.type == "ARM" and record.parent:
                cities[canonical(record.parent.nom)][int(record.code[-2:])] = record
        return _number_from_one(cities)

    def get(self, ref: str) -> CommuneRecord | None:
        """Return the commune of a public code, by its present or an old code, None if unknown."""
        ref = ref.strip().lower()
        belgian = ref.startswith("be-")
        found = self.by_ref.get(ref if belgian else ref.upper())
        if found is not None:
            return found
        pays = "BE" if belgian else "FR"
        heirs = self.by_old_code.get(ref.removeprefix("be-").upper(), ())
        return next((r for r in heirs if r.pays == pays and r.parent is None), None)

    def nearest(self, latitude: float, longitude: float) -> tuple[CommuneRecord, float] | None:
        """Return the whole commune whose point is nearest, with the distance in km.

        Looks further and further, until nothing beyond the squares looked at can be nearer.
        """
        for reach in REACHES:
            found = _nearest(self._around(latitude, longitude, reach), latitude, longitude)
            if found and found[1] <= _beyond_km(latitude, reach):
                return found
        return _nearest((r for records in self._squares.values() for r in records), latitude, longitude)

    def _around(self, latitude: float, longitude: float, reach: int) -> Iterable[CommuneRecord]:
        """Yield the communes of the half-degree squares at most `reach` squares from that of a point."""
        row, column = _square(latitude, longitude)
        span = range(-reach, reach + 1)
        return (r for i in span for j in span for r in self._squares.get((row + i, (column + j) % COLUMNS), ()))

    @cached_property
    def _squares(self) -> dict[tuple[int, int], Records]:
        return _group(
            (_square(r.latitude, r.longitude), r)
            for r in self.records
            if r.parent is None and r.latitude is not None and r.longitude is not None
        )


def _nearest(records: Iterable[CommuneRecord], latitude: float, longitude: float) -> tuple[CommuneRecord, float] | None:
    pairs = (
        (r, great_circle_km(latitude, longitude, r.latitude, r.longitude))
        for r in records
        if r.latitude is not None and r.longitude is not None
    )
    return min(pairs, key=lambda pair: pair[1], default=None)


def _beyond_km(latitude: float, reach: int) -> float:
    """Return how far at least are the points outside the squares: the distance to a meridian."""
    return EARTH_RADIUS_KM * asin(cos(radians(latitude)) * sin(radians(reach / 2)))


def _square(latitude: float, longitude: float) -> tuple[int, int]:
    return int(latitude * 2 // 1), int(longitude * 2 // 1) % COLUMNS


def _ranked(records: list[CommuneRecord], names: list[Nom]) -> list[Nom]:
    ranks = {id(record): rank for rank, record in enumerate(records)}
    return sorted(names, key=lambda nom: (ranks[id(nom.record)], not nom.is_official))


def _group(pairs: Iterable[tuple]) -> dict:
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def _group_names(names: Iterable[Nom], keys: Callable[[str], set[str]]) -> dict[str, list[Nom]]:
    return _group((key, nom) for nom in names for key in keys(nom.forme))


def _by_ref(records: Iterable[CommuneRecord]) -> dict[str, CommuneRecord]:
    """A commune wins over a part of the same code."""
    return {r.ref: r for r in sorted(records, key=lambda r: r.type == "COM")}


def _by_postcode(records: Iterable[CommuneRecord]) -> dict[str, Records]:
    """Places that a postcode means: whole communes, and parts that have one of their own."""
    return _group((code, r) for r in records for code in r.codes_propres)


def _give_to_parts(names: list[Nom]) -> list[Nom]:
    """Move what other names say of a commune to the part that bears them.

    The post writes Lomme under 59160, for Lille: the name is that of a part of Lille, and
    the postcode becomes its own.
    """
    parts = {
        (id(nom.record.parent), nom.forme): nom.record
        for nom in names
        if nom.record.parent is not None and nom.record.type != "ARM"
    }
    kept = []
    for nom in names:
        part = parts.get((id(nom.record), nom.forme))
        if part is None:
            kept.append(nom)
        elif nom.genre == GenreNom.POSTAL and nom.code_postal not in part.codes_propres:
            part.codes_propres += (nom.code_postal,)
    return kept


def _number_from_one(cities: dict) -> dict[str, dict[int, CommuneRecord]]:
    """Number the districts as people do: 75101, 69381 and 13201 are the first ones."""
    numbered = {}
    for name, districts in cities.items():
        first = min(districts)
        numbered[name] = {code - first + 1: district for code, district in districts.items()}
    return numbered

"""Where one searches: what the search needs to know of a commune, read once per table of communes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self
from weakref import WeakKeyDictionary

from geo.gazetteer.current import get_gazetteer
from geo.gazetteer.gazetteer import Gazetteer
from geo.models import Commune
from search.sources import ZoneServie

ZoneKey = tuple[str, str, str]

FRENCH, FOREIGN = "fr-", "be-"  # countries; public codes of communes begin with the second, never with the first


@dataclass(frozen=True, slots=True)
class Place:
    """A commune one searches around, or a position in it.

    `whole` is the public code of the whole commune (Lille for Lomme): whoever is in a part is
    in the whole. Latitude and longitude are degrees, None for the few communes without a point.
    """

    ref: str
    nom: str
    libelle: str  # with its département or country
    whole: str
    zone_keys: tuple[ZoneKey, ...]
    latitude: float | None
    longitude: float | None
    located: bool = False  # the position is the visitor's own

    @classmethod
    def of(cls, commune: Commune) -> Self:
        """Read a commune fetched `with_names()`."""
        return cls(
            ref=commune.ref,
            nom=commune.nom,
            libelle=str(commune),
            whole=commune.parent.ref if commune.parent else commune.ref,
            zone_keys=commune.zone_keys,
            latitude=commune.latitude,
            longitude=commune.longitude,
        )

    def at(self, latitude: float, longitude: float) -> Self:
        """Return the same place, searched from a position in degrees."""
        return replace(self, latitude=latitude, longitude=longitude, located=True)


def place_of_ref(ref: str) -> Place | None:
    """Return the place of a public code ("59599", "be-57097"), None when unknown."""
    known = _known()
    if ref not in known.places:
        commune = Commune.objects.get_by_ref(ref)
        if commune is None:
            return None
        known.places[ref] = Place.of(commune)
    return known.places[ref]


def country_of(ref: str) -> str:
    """Return FRENCH or FOREIGN, from the public code of a commune."""
    return FOREIGN if ref.startswith(FOREIGN) else FRENCH


def crosses_border(home: str, ref: str) -> bool:
    """Tell whether a commune is in the other country; "" is in none."""
    return bool(ref) and country_of(ref) != home


def whole_commune(ref: str) -> str:
    """Return the public code of the whole commune of a code: itself when it is no part of one."""
    known = _known()
    if known.wholes is None:
        known.wholes = _read_wholes()
    return known.wholes.get(ref, ref)


def serves(zone: ZoneServie, place: Place) -> bool:
    """Tell whether a zone holds the place and leaves out neither it nor its whole commune."""
    key = (zone.genre, zone.pays, zone.code)
    left_out = {place.ref, place.whole}.intersection(zone.exclusions)
    return key in place.zone_keys and not left_out


def communes_left_out(zones: Iterable[ZoneServie]) -> tuple[str, ...]:
    """Return the public codes that the zones exclude and that none of them serves otherwise.

    An excluded commune takes its parts with it, unless another zone serves the part.
    """
    zones = tuple(zones)
    refs = {part for zone in zones for ref in zone.exclusions for part in (ref, *_parts(ref))}
    return tuple(sorted(ref for ref in refs if not _serves_any(zones, ref)))


def _read_wholes() -> dict[str, str]:
    """Return the whole commune of each part, by public codes, in one query."""
    parts = Commune.objects.filter(parent__isnull=False).select_related("parent")
    wholes = {part.ref: part.parent.ref for part in parts if part.parent}
    # A delegated commune may bear a commune's code, which then means the commune.
    codes = {ref.removeprefix("be-") for ref in wholes}
    for commune in Commune.objects.current().filter(code__in=codes):
        wholes.pop(commune.ref, None)
    return wholes


def _serves_any(zones: Iterable[ZoneServie], ref: str) -> bool:
    place = place_of_ref(ref)
    return place is not None and any(serves(zone, place) for zone in zones)


def _parts(ref: str) -> tuple[str, ...]:
    known = _known()
    if ref not in known.parts:
        commune = Commune.objects.get_by_ref(ref)
        parts = commune.parties.all() if commune else ()
        known.parts[ref] = tuple(part.ref for part in parts)
    return known.parts[ref]


@dataclass(slots=True)
class _Known:
    """What was read of one state of the table of communes."""

    places: dict[str, Place] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wholes: dict[str, str] | None = None


_by_gazetteer: WeakKeyDictionary[Gazetteer, _Known] = WeakKeyDictionary()


def _known() -> _Known:
    """Return what is known of the present table: a new gazetteer is made when it changes."""
    return _by_gazetteer.setdefault(get_gazetteer(), _Known())

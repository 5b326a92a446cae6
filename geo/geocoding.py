"""The position of an address: the national address base when it is allowed, else the commune's point.

Off unless `GEOCODER_DOMAIN` names the host (data.geopf.fr/geocodage, the State's
Géoplateforme): then the address of a public place, and nothing else, is sent there.
Answers are kept in the cache. After `FAILURES` failures in a row nobody asks for
`OPEN_SECONDS`: a page or an import never waits for a service that is down.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from geopy.exc import GeopyError
from geopy.geocoders import BANFrance
from geopy.location import Location

from geo.folding import fold
from geo.gazetteer.current import get_gazetteer
from geo.models import Commune

TIMEOUT_SECONDS = 3
FAILURES, OPEN_SECONDS = 3, 300
KEPT_SECONDS = 30 * 24 * 3600

# Below this score the address base itself says "perhaps" (its documentation, 0 to 1).
MIN_SCORE = 0.5

_CIRCUIT = "geo:geocoder:failures"


class Precision(StrEnum):
    """How near the position is to the address."""

    NUMERO = "numero"
    RUE = "rue"
    COMMUNE = "commune"


# Kinds of result of the address base that are finer than a commune.
_KINDS = {
    "housenumber": Precision.NUMERO,
    "street": Precision.RUE,
    "locality": Precision.RUE,
}


@dataclass(frozen=True)
class Position:
    """Latitude and longitude in degrees (None for a commune without a point), and how good they are.

    `message` says in French what is approximate, "" when nothing is.
    """

    latitude: float | None
    longitude: float | None
    precision: Precision
    message: str = ""


def geocode(adresse: str, commune: Commune) -> Position:
    """Return the position of an address of a commune; the commune's own point at worst.

    Never raises and takes `TIMEOUT_SECONDS` at most.
    """
    if not fold(adresse):
        return _of_commune(commune, "")
    if commune.is_belgian or not _domain():
        return _of_commune(commune, _("Position approximative : le centre de la commune."))
    found = _known_or_asked(adresse, commune)
    if found is None:
        return _of_commune(commune, _("Adresse non trouvée : le centre de la commune."))
    return found


def _of_commune(commune: Commune, message: str) -> Position:
    return Position(commune.latitude, commune.longitude, Precision.COMMUNE, message)


def _known_or_asked(adresse: str, commune: Commune) -> Position | None:
    """Ask once per address; a failure is not remembered, an address not found is."""
    digest = hashlib.sha256(f"{fold(adresse)}|{commune.ref}".encode()).hexdigest()
    key = f"geo:geocode:{digest}"
    missing = object()
    known = cache.get(key, missing)
    if known is not missing:
        return known
    if cache.get(_CIRCUIT, 0) >= FAILURES:
        return None
    try:
        location = _ask(adresse, commune)
    except GeopyError:
        _count_failure()
        return None
    cache.delete(_CIRCUIT)
    position = _position(location, commune)
    cache.set(key, position, KEPT_SECONDS)
    return position


def _ask(adresse: str, commune: Commune) -> Location | None:
    """Ask the address base; raises GeopyError when it is down, slow or refuses."""
    geocoder = BANFrance(domain=_domain(), timeout=TIMEOUT_SECONDS)
    postcode = commune.codes_postaux[0] if len(commune.codes_postaux) == 1 else ""
    return geocoder.geocode(" ".join(filter(None, (adresse, postcode, commune.nom))))


def _position(location: Location | None, commune: Commune) -> Position | None:
    """Believe an answer that is sure enough, finer than a commune, and in the right one."""
    if location is None:
        return None
    properties = location.raw.get("properties", {})
    precision = _KINDS.get(properties.get("type", ""))
    record = get_gazetteer().get(str(properties.get("citycode", "")))
    wanted = get_gazetteer().get(commune.ref)
    same = record is not None and wanted is not None and record.commune is wanted.commune
    if precision is None or not same or properties.get("score", 0) < MIN_SCORE:
        return None
    message = _("Position approximative : la rue.") if precision is Precision.RUE else ""
    return Position(location.latitude, location.longitude, precision, message)


def _count_failure() -> None:
    if not cache.add(_CIRCUIT, 1, OPEN_SECONDS):
        try:
            cache.incr(_CIRCUIT)
        except ValueError:  # it expired in between
            cache.set(_CIRCUIT, 1, OPEN_SECONDS)


def _domain() -> str:
    return getattr(settings, "GEOCODER_DOMAIN", "")

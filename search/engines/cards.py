"""From the rows of a page of results to what is shown of them, in one query."""

from collections.abc import Sequence

from geo.distance import great_circle_km
from search import facets
from search.engines.base import Hit
from search.engines.selection import Ranked
from search.models import Document
from search.places import Place

FIELDS = (
    "id", "key", "source", "object_id", "type", "title", "summary", "url", "commune_ref",
    "latitude", "longitude", "verifie_le", "updated_at", "quality", "site_id", "lieu_key",
    "payload",
)  # fmt: skip


def read_hits(ranked: Sequence[Ranked], place: Place | None, limit: float) -> tuple[Hit, ...]:
    """Return the hits of a page, in its order. `limit` is the scalar product of the radius."""
    if not ranked:
        return ()
    ids = [item.candidate.id for item in ranked]
    rows = {row["id"]: row for row in Document.objects.filter(id__in=ids).values(*FIELDS)}
    return tuple(
        _hit(rows[item.candidate.id], item, place, limit)
        for item in ranked
        if item.candidate.id in rows  # removed since
    )


def _hit(row: dict, item: Ranked, place: Place | None, limit: float) -> Hit:
    candidate = item.candidate
    values = facets.unpack(candidate.facets)
    pays, _space, hours = candidate.schedule.partition(" ")
    near = candidate.product is not None and candidate.product >= limit
    return Hit(
        **{name: row[name] for name in FIELDS if name != "id"},
        distance_km=_distance(row["latitude"], row["longitude"], place),
        only_remote=place is not None and not near and not candidate.same_commune,
        same_commune=candidate.same_commune,
        score=item.score,
        themes=values[facets.THEME],
        age_bands=values[facets.AGE],
        languages=values[facets.LANGUE],
        remote=candidate.remote,
        accessible=bool(values[facets.ACCESSIBLE]),
        schedule=(pays, hours),
    )


def _distance(latitude: float | None, longitude: float | None, place: Place | None) -> float | None:
    if place is None or latitude is None or longitude is None:
        return None
    if place.latitude is None or place.longitude is None:
        return None
    return great_circle_km(place.latitude, place.longitude, latitude, longitude)

"""From the rows of a page of results to what is shown of them, in one query."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import orjson
from django.db import connection

from geo.distance import great_circle_km
from search import facets
from search.criteria import Criteria
from search.engines.base import Hit
from search.places import Place

COLUMNS = (
    "id, key, source, object_id, type, title, summary, url, commune, commune_ref, latitude, longitude,"
    " quality, site_id, lieu_key, verifie_le, updated_at, payload, facets"
)
# The numbers go as one text, so that the statement is always the same and stays prepared.
BY_ID = {
    "sqlite": "id IN (SELECT value FROM json_each(%s))",
    "postgresql": "id = ANY(CAST(TRANSLATE(%s, '[]', '{}') AS bigint[]))",
}


class Card:
    """What is shown of a document wherever it is searched from, read once."""

    __slots__ = ("commune", "latitude", "longitude", "shown")

    def __init__(self, row: Sequence):
        """Read a row of COLUMNS; dates and payload may be text."""
        (
            _id, key, source, object_id, type_, title, summary, url, self.commune, commune_ref, self.latitude,
            self.longitude, quality, site_id, lieu_key, verifie_le, updated_at, payload, packed,
        ) = row  # fmt: skip
        values, pays, hours, _pairs = facets.unpack(packed)
        self.shown: tuple[Any, ...] = (  # in the order of Hit’s fields: by name, it would take eight times as long
            key, source, object_id, type_, title, summary, url, commune_ref, self.latitude, self.longitude,
            values[facets.THEME], values[facets.AGE], values[facets.LANGUE],
            bool(values[facets.DISTANCIEL]), bool(values[facets.ACCESSIBLE]), (pays, hours),
            _date(verifie_le), _instant(updated_at), quality, site_id, lieu_key, orjson.loads(payload),
        )  # fmt: skip

    def hit(self, criteria: Criteria) -> Hit:
        """Return what is shown to whoever asks this. Its payload is the card's own: to be read only."""
        place = criteria.place
        distance = _distance(self.latitude, self.longitude, place)
        same_commune = place is not None and self.commune == place.whole
        near = distance is not None and distance <= criteria.rayon
        only_remote = place is not None and not near and not same_commune
        return Hit(distance, only_remote, same_commune, *self.shown)


def read_hits(ids: Sequence[int], criteria: Criteria) -> tuple[Hit, ...]:
    """Return the hits of documents, in the order of their ids; those removed since are left out."""
    cards = read_cards(ids)
    return tuple(cards[id_].hit(criteria) for id_ in ids if id_ in cards)


def read_cards(ids: Sequence[int]) -> dict[int, Card]:
    """Return the cards of these documents, by id."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        sql = f"SELECT {COLUMNS} FROM search_document WHERE {BY_ID[connection.vendor]}"  # noqa: S608 — constants
        cursor.execute(sql, [json.dumps(ids)])
        return {row[0]: Card(row) for row in cursor.fetchall()}


def _date(value: str | date | None) -> date | None:
    """Read a date: SQLite gives text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _instant(value: str | datetime | None) -> datetime | None:
    """Read an instant: SQLite gives text or a naive time, in UTC."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant.replace(tzinfo=UTC) if instant is not None and instant.tzinfo is None else instant


def _distance(latitude: float | None, longitude: float | None, place: Place | None) -> float | None:
    if place is None or latitude is None or longitude is None:
        return None
    if place.latitude is None or place.longitude is None:
        return None
    return great_circle_km(place.latitude, place.longitude, latitude, longitude)

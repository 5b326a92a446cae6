"""Baseline: PostgreSQL's french dictionary, ts_rank and the great circle, as one statement."""

from typing import Literal

from django.db import connection

from ..judged import Name, Need
from .asked import RADIUS_KM, Asked

STATEMENT = """
WITH question AS (SELECT {query} AS mots, %(lat)s::float AS lat, %(lon)s::float AS lon),
lignes AS (
    SELECT entry, anywhere, age_min, age_max,
        setweight(to_tsvector('french', title), 'A') || setweight(to_tsvector('french', keywords), 'B')
        || setweight(to_tsvector('french', summary), 'C') || setweight(to_tsvector('french', text), 'D') AS tsv,
        6371.0088 * acos(least(1, sin(radians(lat)) * sin(radians(latitude))
            + cos(radians(lat)) * cos(radians(latitude)) * cos(radians(longitude - lon)))) AS km
    FROM temoins_texte, question
)
SELECT entry FROM lignes, question
WHERE tsv @@ mots
    AND (lat IS NULL OR anywhere OR km <= %(radius)s)
    AND age_min <= %(oldest)s AND age_max >= %(youngest)s
ORDER BY {order}, entry
"""
ALL_WORDS = "plainto_tsquery('french', %(words)s)"
ANY_WORD = "replace(plainto_tsquery('french', %(words)s)::text, '&', '|')::tsquery"
RANK, NEAREST = "ts_rank(tsv, mots) DESC", "km NULLS LAST"
ORDERS = {"rang": f"{RANK}, {NEAREST}", "distance": f"{NEAREST}, {RANK}"}


class Tsvector:
    """Every word, or any of them when nothing holds them all; `order` says what comes first."""

    def __init__(self, names: dict[str, Name], order: Literal["rang", "distance"]):
        self.names = names
        self.order = ORDERS[order]

    def answer(self, need: Need) -> list[Name]:
        asked = Asked.of(need)
        youngest, oldest = asked.age or (0, 200)
        values = {
            "words": asked.words,
            "lat": asked.latitude,
            "lon": asked.longitude,
            "radius": RADIUS_KM,
            "youngest": youngest,
            "oldest": oldest,
        }
        return self._read(ALL_WORDS, values) or self._read(ANY_WORD, values)

    def _read(self, query: str, values: dict) -> list[Name]:
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT.format(query=query, order=self.order), values)
            return list(dict.fromkeys(self.names[entry] for (entry,) in cursor.fetchall()))

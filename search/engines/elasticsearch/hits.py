"""Hits in their exact order, out of lists that Elasticsearch sorts.

What is near is sorted by distance; what is far, which is there because it helps at a distance, is not, and comes
after at equal rank. Elasticsearch sorts all by distance. So one list of everything is read first; where its far end
is read whole, or is beyond the page, it is put in order here. Otherwise `Unsettled` says that two lists are wanted,
the near and the far, which are merged.

Elasticsearch keeps positions to the centimetre. Neighbours in its order whose distances differ by less than that may
be transposed: such runs are put in order here too, by the scalar product that the database reckons. By distance,
points only part what is equally far, and are asked for these alone, as there.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cached_property
from itertools import chain, compress, islice, pairwise
from math import inf
from typing import Any

from search import ranking
from search.criteria import DISTANCE, FRAICHEUR, Criteria
from search.engines.elasticsearch.copies import CARD, entry_of
from search.engines.elasticsearch.query import COPY, Query, Question, all_of, near, other_points, word_points
from search.places import crosses_border
from search.ranking import FAR
from search.sphere import Point, nearness, point

DOUBT_METRES = 0.05  # 5 times the rounding of a position
SLACK = 2  # read beyond the page: a place of the same entry, and the end of a run
CHUNK, GROWTH = 1_000, 4  # most hits a request; how many times more each request reads than the last

COMMUNE, LATITUDE, LONGITUDE, QUALITY = map(CARD.index, ("commune", "latitude", "longitude", "quality"))

Raw = dict[str, Any]  # a hit as Elasticsearch gives it
Card = list[Any]  # the columns of its card
Order = tuple[float, float, str]
Ask = Callable[[dict[str, Any]], dict[str, Any]]  # asks one more search


class Unsettled(Exception):
    """What is far goes on beyond what was read, in an order that is not ours."""


class Part(Enum):
    """Which hits a list holds."""

    ALL = "all"
    NEAR = "near"
    FAR = "far"


def page_of(hits: Iterable[Raw], first: int, size: int) -> list[Card]:
    """Keep the first place of each entry, and return the cards of a page. Raises Unsettled."""
    return [raw["_source"]["carte"] for raw in islice(_first_places(hits), first, first + size)]


def _first_places(hits: Iterable[Raw]) -> Iterator[Raw]:
    seen: set[str] = set()
    for raw in hits:
        entry = entry_of(raw["_id"])
        if entry not in seen:
            seen.add(entry)
            yield raw


class SortedList:
    """A list of hits: its body, and the reading of its answers."""

    def __init__(self, question: Question, part: Part = Part.ALL):
        self.question, self.criteria, self.part = question, question.criteria, part
        self.tri = question.criteria.tri_effectif
        self.around = None if part is Part.FAR else Around.of(question.criteria)
        self.parts_by_points = self.tri == DISTANCE and self.around is not None  # points only part those equally far
        self.names = self._names()
        self.at = self.names.index("distance") if self.around else 0
        # Metres from which a list of everything has no order of its own: what is far counts as equally far.
        self.beyond = self.criteria.rayon * 1000 - DOUBT_METRES if part is Part.ALL else inf
        self.points: dict[str, float] = {}  # of the words, by key, where they were asked for

    @staticmethod
    def near_and_far(question: Question) -> list["SortedList"]:
        """Return the two lists that together hold everything."""
        return [SortedList(question, part) for part in (Part.NEAR, Part.FAR)]

    @cached_property
    def body(self) -> dict[str, Any]:
        """The first request; a list of everything is read among all that is counted."""
        criteria, choices = self.criteria, self.question.choices(COPY)
        body: dict[str, Any] = {
            "size": min(criteria.page * criteria.taille + SLACK, CHUNK),
            "track_total_hits": False,
            "query": self._scored(self._listed()),
            "sort": [self._sort(name) for name in self.names],
        }
        return body | {"post_filter": all_of(choices.values())} if choices and self.part is Part.ALL else body

    def _scored(self, query: Query) -> Query:
        """Give what matches a query the points that the order needs."""
        if "points" not in self.names:
            return query
        return {"bool": {"filter": [query], "should": [*word_points(self.question), *other_points(self.criteria)]}}

    def read(self, answer: dict[str, Any], ask: Ask) -> Iterator[Raw]:
        """Yield the hits in their exact order, asking for more as long as they are wanted. Raises Unsettled."""
        return chain.from_iterable(self._stretches(answer, ask))

    def ranked(self, answer: dict[str, Any], ask: Ask) -> Iterator[tuple[Order, Raw]]:
        """Yield the hits in their exact order with what tells it, to merge lists."""
        return ((self._order(raw), raw) for raw in self.read(answer, ask))

    def _stretches(self, answer: dict[str, Any], ask: Ask) -> Iterator[list[Raw]]:
        """Yield, each time that hits are read, those that no later one may precede."""
        body = self.body
        held: list[Raw] = []
        while hits := answer["hits"]["hits"]:
            held += hits
            ties = [self._in_doubt(one, other) for one, other in pairwise(held)]
            self._learn_points(held, ties, ask)
            runs = [rank for rank, is_tied in enumerate((False, *ties)) if not is_tied]  # where each begins
            if len(hits) < body["size"]:
                yield self._in_order(held, runs)
                return
            *settled, last = runs
            yield self._in_order(held[:last], settled)
            if self._is_beyond(hits[-1]):
                raise Unsettled
            held = held[last:]
            size = min(body["size"] * GROWTH, CHUNK)
            body = body | {"size": size, "search_after": hits[-1]["sort"]}
            answer = ask(body)
        yield self._in_order(held, [0])

    def _in_order(self, hits: list[Raw], runs: list[int]) -> list[Raw]:
        """Sort each run of hits that may be transposed; nearly all stand alone."""
        if len(runs) == len(hits):
            return hits
        bounds = pairwise((*runs, len(hits)))
        return [raw for first, end in bounds for raw in sorted(hits[first:end], key=self._order)]

    def _learn_points(self, hits: list[Raw], ties: list[bool], ask: Ask) -> None:
        """By distance, ask for the points of the words of what is equally far, in one go."""
        if not self.parts_by_points or not any(ties):
            return
        doubtful = {raw["_id"] for pair in compress(pairwise(hits), ties) for raw in pair}
        if wanted := sorted(doubtful - self.points.keys()):
            query = {"bool": {"filter": [{"ids": {"values": wanted}}], "should": word_points(self.question)}}
            answer = ask({"size": len(wanted), "track_total_hits": False, "query": query, "_source": False})
            self.points |= {raw["_id"]: raw["_score"] for raw in answer["hits"]["hits"]}

    def _listed(self) -> Query:
        if self.part is Part.ALL:
            return self.question.counted(COPY)
        found, nearby = self.question.found(COPY), near(self.question.criteria)
        assert nearby is not None  # noqa: S101 — only what is around a place is split
        return all_of([found, nearby]) if self.part is Part.NEAR else all_of([found], none_of=[nearby])

    def _names(self) -> tuple[str, ...]:
        farness = ("distance",) if self.around else ()
        if self.parts_by_points:
            return (*farness, "key")
        if self.tri == FRAICHEUR:
            return ("freshness", *farness, "key")
        return ("points", *farness, "key")

    def _sort(self, name: str) -> dict[str, Any]:
        if name == "points":
            return {"_score": "desc"}
        if name == "freshness":
            return {"freshness": "desc"}
        if name == "key":
            return {"key": "asc"}
        place = self.criteria.place
        assert place is not None  # noqa: S101 — only a list around one sorts by distance
        return {
            "_geo_distance": {"point": {"lat": place.latitude, "lon": place.longitude}, "order": "asc", "unit": "m"}
        }

    def _in_doubt(self, one: Raw, other: Raw) -> bool:
        """Tell whether two neighbours may be transposed: of equal rank, and as far, or both beyond the radius."""
        if not self.around:
            return False
        metres = float(one["sort"][self.at])
        if metres <= self.beyond and float(other["sort"][self.at]) - metres > DOUBT_METRES:
            return False
        return one["sort"][: self.at] == other["sort"][: self.at]

    def _is_beyond(self, raw: Raw) -> bool:
        """Tell whether a hit is beyond the radius, or nowhere (its distance is then the text "Infinity")."""
        return bool(self.around) and float(raw["sort"][self.at]) > self.beyond

    def _order(self, raw: Raw) -> Order:
        """Return what tells the exact rank of a hit; no two have the same."""
        first, *_, key = raw["sort"]
        card = raw["_source"]["carte"]
        product = self.around.product(card) if self.around else FAR
        points = self._points(key, card, product) if self.parts_by_points else first
        if self.part is Part.ALL and self.around and not self.around.is_near(card, product):
            product = FAR
        return (-product, -points, key) if self.tri == DISTANCE else (-first, -product, key)

    def _points(self, key: str, card: Card, product: float) -> float:
        """Return the points of a hit as far as others, 0 when it is alone."""
        if self.around is None or key not in self.points:
            return 0
        return self.points[key] + self.around.points(card, product)


class Around:
    """What the order reckons of a hit around a place, as `engines.statement` does."""

    def __init__(self, commune: str, home: str, centre: Point, radius: float):
        self.commune, self.home, self.centre = commune, home, centre
        self.limit = nearness(radius)

    @classmethod
    def of(cls, criteria: Criteria) -> "Around | None":
        """Return None when nothing has a distance."""
        place = criteria.place
        if place is None or place.latitude is None or place.longitude is None:
            return None
        return cls(place.whole, criteria.home, point(place.latitude, place.longitude), criteria.rayon)

    def product(self, card: Card) -> float:
        """Return the scalar product with where a hit is, FAR when it is nowhere."""
        latitude, longitude = card[LATITUDE], card[LONGITUDE]
        if latitude is None or longitude is None:
            return FAR
        x, y, z = point(latitude, longitude)
        return x * self.centre[0] + y * self.centre[1] + z * self.centre[2]

    def is_near(self, card: Card, product: float) -> bool:
        """Tell whether a hit counts as near; what is nowhere does not, even in the commune."""
        return product != FAR and (product >= self.limit or card[COMMUNE] == self.commune)

    def points(self, card: Card, product: float) -> int:
        """Return the points other than those of the words: nearness, the border and quality."""
        border = ranking.ACROSS_BORDER if self.home and crosses_border(self.home, card[COMMUNE]) else 0
        return card[QUALITY] * ranking.QUALITY_POINTS + self._nearness_points(card, product) - border

    def _nearness_points(self, card: Card, product: float) -> int:
        if card[COMMUNE] == self.commune:
            return ranking.SAME_COMMUNE
        if product == FAR:
            return ranking.NOWHERE
        if product < self.limit:
            return 0
        return next((points for limit, points in ranking.NEARNESS if product >= limit), 0)

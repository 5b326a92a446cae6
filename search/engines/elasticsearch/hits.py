"""Hits in their exact order, out of two lists that Elasticsearch sorts.

What is near is sorted by distance; what is far, which is there because it helps at a distance,
is not, and comes after at equal rank. So each is a list of its own, and the two are merged.

Elasticsearch keeps positions to the centimetre. Neighbours in its order whose distances differ by
less than that may be transposed: such runs are put in order here, by the same scalar product of
the same stored floats as in the database.
"""

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from search.criteria import DISTANCE, FRAICHEUR, Criteria
from search.engines.elasticsearch.copies import entry_of
from search.engines.elasticsearch.query import COPY, Query, Question, all_of, copies, near, points
from search.ranking import FAR
from search.sphere import point

DOUBT_METRES = 0.05  # 5 times the rounding of a position
SLACK = 10  # read beyond the page: places of the same entries, and the end of a run
CHUNK = 1_000  # hits a request

Order = tuple[float, float, str]
Ask = Callable[[dict[str, Any]], dict[str, Any]]  # asks one more search


class Found(NamedTuple):
    """A hit: its exact rank, then what it holds."""

    order: Order
    card: list[Any]


def page_of(lists: Iterable[Iterator[Found]], first: int, size: int) -> list[list[Any]]:
    """Merge lists, keep the first place of each entry, and return the cards of a page."""
    return [found.card for found in islice(_first_places(merge(*lists)), first, first + size)]


def _first_places(hits: Iterable[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for found in hits:
        entry = entry_of(found.order[2])
        if entry not in seen:
            seen.add(entry)
            yield found


class SortedList:
    """One of the two lists: its body, and the reading of its answers."""

    def __init__(self, question: Question, *, is_near: bool):
        self.question, self.is_near = question, is_near
        self.tri = question.criteria.tri_effectif
        self.names = self._names()

    @staticmethod
    def of(question: Question) -> list["SortedList"]:
        """Return the lists that a question needs."""
        both = near(question.criteria) is not None
        return [SortedList(question, is_near=is_near) for is_near in ((True, False) if both else (False,))]

    def body(self) -> dict[str, Any]:
        """Return the first request."""
        criteria = self.question.criteria
        wanted = criteria.page * criteria.taille + SLACK
        return {
            "size": min(wanted, CHUNK),
            "track_total_hits": False,
            "query": self._query(),
            "sort": [self._sort(name) for name in self.names],
        }

    def read(self, answer: dict[str, Any], ask: Ask) -> Iterator[Found]:
        """Yield the hits in their exact order, asking for more as long as they are wanted."""
        run: list[Found] = []
        last: list[Any] | None = None
        for raw in self._all(answer, ask):
            if last is not None and not self._in_doubt(last, raw["sort"]):
                yield from sorted(run)
                run = []
            run.append(self._found(raw))
            last = raw["sort"]
        yield from sorted(run)

    def _all(self, answer: dict[str, Any], ask: Ask) -> Iterator[dict[str, Any]]:
        body = self.body()
        while hits := answer["hits"]["hits"]:
            yield from hits
            if len(hits) < body["size"]:
                return
            body = body | {"size": CHUNK, "search_after": hits[-1]["sort"]}
            answer = ask(body)

    def _query(self) -> Query:
        conditions = [self.question.found(COPY)]
        nearby = near(self.question.criteria)
        if nearby and self.is_near:
            conditions.append(nearby)
        query = copies(*conditions)
        if nearby and not self.is_near:
            query = all_of([query], none_of=[nearby])
        if "points" not in self.names:
            return query
        return {"bool": {"filter": [query], "should": points(self.question)}}

    def _names(self) -> tuple[str, ...]:
        farness = ("distance",) if self.is_near else ()
        if self.tri == DISTANCE:
            return (*farness, "points", "key")
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
        place = self.question.criteria.place
        assert place is not None  # noqa: S101 — the near list needs one
        return {
            "_geo_distance": {"point": {"lat": place.latitude, "lon": place.longitude}, "order": "asc", "unit": "m"}
        }

    def _in_doubt(self, one: list[Any], other: list[Any]) -> bool:
        """Tell whether two neighbours may be transposed."""
        if "distance" not in self.names:
            return False
        at = self.names.index("distance")
        return one[:at] == other[:at] and abs(one[at] - other[at]) <= DOUBT_METRES

    def _found(self, raw: dict[str, Any]) -> Found:
        values = dict(zip(self.names, raw["sort"], strict=True))
        source = raw["_source"]
        nearness = _product(self.question.criteria, source["position"]["xyz"]) if self.is_near else FAR
        first: tuple[float, float]
        if self.tri == DISTANCE:
            first = -nearness, -values["points"]
        elif self.tri == FRAICHEUR:
            first = -values["freshness"], -nearness
        else:
            first = -values["points"], -nearness
        return Found((*first, values["key"]), source["carte"]["ligne"])


def _product(criteria: Criteria, position: list[float]) -> float:
    place = criteria.place
    assert place is not None  # noqa: S101 — the near list needs one
    x, y, z = point(place.latitude, place.longitude)  # type: ignore[arg-type]
    return position[0] * x + position[1] * y + position[2] * z

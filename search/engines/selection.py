"""From the rows an index found to a page of results: filters, order, collapse, counts.

Shared by the engines that read candidates from a table, so that they cannot differ.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from search import facets, horaires
from search.criteria import DISTANCE, FRAICHEUR, Criteria
from search.ranking import FAR, QUALITY_POINTS, near_points

LIEU_SEPARATOR = "/"  # in the key of a document of an entry with several places


class Candidate(NamedTuple):
    """What is read of a document to filter, rank and count it."""

    id: int
    key: str
    facets: str
    schedule: str
    quality: int  # step
    freshness: int
    same_commune: bool
    product: float | None  # scalar product with the place, None when one of them has no point
    remote: bool
    words: int  # points
    ideas: int  # of the text, that it holds
    tokens: str = ""  # when one idea is enough


class Ranked(NamedTuple):
    """A candidate in its place: comparing two of them orders them."""

    order: tuple
    key: str
    score: int
    candidate: Candidate


@dataclass(slots=True)
class Selection:
    """Every result in order, the rows they come from, and how many each facet's value counts."""

    ranked: list[Ranked]
    kept: list[Candidate]
    counts: dict[str, Counter]


def select(rows: Iterable[Candidate], criteria: Criteria, limit: float) -> Selection:
    """Filter by facets, order, keep the best place of each entry, and count.

    `limit` is the least scalar product of the radius: less is beyond.
    """
    chosen = {facet: frozenset(values) for facet, values in criteria.chosen.items()}
    counter = _Counter(chosen, horaires.wall_clock(criteria.at))
    kept = [row for row in rows if counter.add(row)]
    ranked = sorted(rank(row, criteria, limit) for row in kept)
    return Selection(list(_collapse(ranked)), kept, counter.totals())


def rank(row: Candidate, criteria: Criteria, limit: float) -> Ranked:
    """Give a candidate its score and its place in the order asked."""
    product = FAR
    if row.product is not None and (row.same_commune or row.product >= limit):
        product = row.product
    score = row.words + near_points(product, row.same_commune) + row.quality * QUALITY_POINTS
    match criteria.tri_effectif:
        case order if order == DISTANCE:
            order = (-product, -score)
        case order if order == FRAICHEUR:
            order = (-row.freshness, -product)
        case _:
            order = (-score, -product)
    return Ranked(order, row.key, score, row)


def entry_of(key: str) -> str:
    """Return the key of the entry that a document's key belongs to."""
    return key.partition(LIEU_SEPARATOR)[0]


def _collapse(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """Keep the first document of each entry."""
    seen = set()
    for item in ranked:
        if LIEU_SEPARATOR in item.key:
            entry = entry_of(item.key)
            if entry in seen:
                continue
            seen.add(entry)
        yield item


class _Counter:
    """Counts entries by facet value while rows go by.

    Rows of an entry with one place are counted by their (facets, hours), which few differ in;
    those of an entry with several places by their entry, once.
    """

    def __init__(self, chosen: dict[str, frozenset[str]], at: datetime):
        self.chosen, self.at = chosen, at
        self.singles: Counter[tuple[str, str]] = Counter()
        self.several: dict[tuple[str, str], set[str]] = {}
        self.known: dict[tuple[str, str], tuple[dict, frozenset[str]]] = {}

    def add(self, row: Candidate) -> bool:
        """Count a row and tell whether it obeys every choice."""
        kind = (row.facets, row.schedule)
        if LIEU_SEPARATOR in row.key:
            self.several.setdefault(kind, set()).add(entry_of(row.key))
        else:
            self.singles[kind] += 1
        return not self._read(kind)[1]

    def totals(self) -> dict[str, Counter]:
        """Return, by facet, the number of entries of each value."""
        counts: dict[str, Counter] = {facet: Counter() for facet in facets.FACETS}
        for kind, number in self.singles.items():
            for facet, value in self._counted(kind):
                counts[facet][value] += number
        entries: dict[tuple[str, str], set[str]] = {}
        for kind, keys in self.several.items():
            for counted in self._counted(kind):
                entries.setdefault(counted, set()).update(keys)
        for (facet, value), keys in entries.items():
            counts[facet][value] += len(keys)
        return counts

    def _counted(self, kind: tuple[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the facets' values that rows of this kind are counted in."""
        values, failed = self._read(kind)
        for facet, facet_values in values.items():
            if failed <= {facet}:
                for value in facet_values:
                    yield facet, value

    def _read(self, kind: tuple[str, str]) -> tuple[dict, frozenset[str]]:
        """Return the values of each facet, and the chosen facets that they do not obey."""
        if kind not in self.known:
            packed, schedule = kind
            opened = (facets.YES,) if is_open(schedule, self.at) else ()
            values = facets.unpack(packed) | {facets.OUVERT: opened}
            failed = frozenset(facet for facet, wanted in self.chosen.items() if wanted.isdisjoint(values[facet]))
            self.known[kind] = values, failed
        return self.known[kind]


def is_open(schedule: str, at: datetime) -> bool:
    """Tell whether a document's schedule ("FR Mo-Fr 09:00-12:00") is open at a Paris time."""
    pays, _space, hours = schedule.partition(" ")
    return bool(hours) and bool(horaires.is_open(hours, at, pays))

"""From the rows an index found to a page of results: filters, order, collapse, counts.

Shared by the engines that read candidates from a table, so that they cannot differ.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from search import facets, horaires
from search.criteria import DISTANCE, FRAICHEUR, Criteria
from search.engines.scoring import WordScorer
from search.ranking import FAR, QUALITY_POINTS, near_points

LIEU_SEPARATOR = "/"  # in the key of a document of an entry with several places


class Candidate(NamedTuple):
    """What is read of a document to filter, rank and count it, in the order of the statement."""

    same_commune: bool
    product: float | None  # scalar product with the place, None when one of them has no point
    id: int
    key: str
    facets: str
    schedule: str
    quality: int  # step
    freshness: int
    remote: bool
    title_words: str
    keyword_words: str
    tokens: str = ""  # between spaces, when one idea of the text is enough


class Ranked(NamedTuple):
    """A candidate in its place: comparing two of them orders them."""

    first: float
    second: float
    key: str
    score: int
    candidate: Candidate


@dataclass(slots=True)
class Selection:
    """The rows that obey every choice, and how many entries each facet's value counts."""

    kept: list[Candidate]
    counts: dict[str, Counter]


Kind = tuple[str, str]  # facets and hours of a document: few documents differ in them


def select(rows: list[Candidate], criteria: Criteria) -> Selection:
    """Filter rows by facets, and count the entries of each value."""
    reader = _KindReader(criteria)
    counts = _count(rows, reader)
    if not criteria.chosen:
        return Selection(rows, counts)
    return Selection([row for row in rows if not reader.read((row.facets, row.schedule))[1]], counts)


def order(rows: Iterable[Candidate], criteria: Criteria, scorer: WordScorer, limit: float) -> list[Ranked]:
    """Put rows in the order asked and keep the best place of each entry.

    `limit` is the least scalar product of the radius: less is beyond.
    """
    rank = _ranker(criteria, scorer, limit)
    return list(_collapse(sorted(map(rank, rows))))


def entry_of(key: str) -> str:
    """Return the key of the entry that a document's key belongs to."""
    return key.partition(LIEU_SEPARATOR)[0]


def _ranker(criteria: Criteria, scorer: WordScorer, limit: float) -> Callable[[Candidate], Ranked]:
    """Return what gives a candidate its score and its place."""
    points_of, sort = scorer.points, criteria.tri_effectif

    def rank(row: Candidate) -> Ranked:
        product, same = row.product, row.same_commune
        if product is None or (product < limit and not same):
            product = FAR
        score = points_of(row.title_words, row.keyword_words, row.tokens)
        score += near_points(product, same) + row.quality * QUALITY_POINTS
        if sort == DISTANCE:
            return Ranked(-product, -score, row.key, score, row)
        if sort == FRAICHEUR:
            return Ranked(-row.freshness, -product, row.key, score, row)
        return Ranked(-score, -product, row.key, score, row)

    return rank


def _collapse(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """Keep the first document of each entry."""
    seen = set()
    for item in ranked:
        entry = entry_of(item.key)
        if entry not in seen:
            seen.add(entry)
            yield item


def _count(rows: list[Candidate], reader: "_KindReader") -> dict[str, Counter]:
    """Return, by facet, the number of entries of each value.

    Entries met once are counted by kind; those met at several places, once per value.
    """
    entries = [entry_of(row.key) for row in rows]
    repeated: set[str] = set()
    if len(set(entries)) < len(entries):
        repeated = {entry for entry, times in Counter(entries).items() if times > 1}
    single: Counter[Kind] = Counter()
    several: dict[tuple[str, str], set[str]] = {}
    for row, entry in zip(rows, entries, strict=True):
        kind = row.facets, row.schedule
        if entry not in repeated:
            single[kind] += 1
            continue
        for counted in reader.counted(kind):
            several.setdefault(counted, set()).add(entry)
    counts: dict[str, Counter] = {facet: Counter() for facet in facets.FACETS}
    for kind, number in single.items():
        for facet, value in reader.counted(kind):
            counts[facet][value] += number
    for (facet, value), found in several.items():
        counts[facet][value] += len(found)
    return counts


class _KindReader:
    """Reads the facets of each kind of document once."""

    def __init__(self, criteria: Criteria):
        self.chosen = {facet: frozenset(values) for facet, values in criteria.chosen.items()}
        self.at = horaires.wall_clock(criteria.at)
        self.known: dict[Kind, tuple[dict[str, tuple[str, ...]], frozenset[str]]] = {}

    def read(self, kind: Kind) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
        """Return the values of each facet, and the chosen facets that they do not obey."""
        if kind not in self.known:
            packed, schedule = kind
            opened = (facets.YES,) if is_open(schedule, self.at) else ()
            values = facets.unpack(packed) | {facets.OUVERT: opened}
            failed = frozenset(facet for facet, wanted in self.chosen.items() if wanted.isdisjoint(values[facet]))
            self.known[kind] = values, failed
        return self.known[kind]

    def counted(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """Yield the facets' values that documents of this kind are counted in."""
        values, failed = self.read(kind)
        for facet, facet_values in values.items():
            if not failed or failed == {facet}:
                for value in facet_values:
                    yield facet, value


def is_open(schedule: str, at: datetime) -> bool:
    """Tell whether a document's schedule ("FR Mo-Fr 09:00-12:00") is open at a Paris time."""
    pays, _space, hours = schedule.partition(" ")
    return bool(hours) and bool(horaires.is_open(hours, at, pays))

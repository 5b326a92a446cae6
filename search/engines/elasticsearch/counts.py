"""Exact totals and counts, by entry.

Everything is counted by document, with the list of hits: all facets share one field, so that one aggregation counts
them. Then the entries met at several places, each of which counts once, are put right:

- around a place they are few, and come with the answer, each with the facets of its documents;
- without a place they may be all those that have several places. The copy that stands for such an entry has its
  places nested: these are filtered, counted, and led back to it; the difference is what was counted too much.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search import facets
from search.criteria import Criteria
from search.engines.elasticsearch.copies import entry_id
from search.engines.elasticsearch.mapping import ENTRY, NESTED, value_of
from search.engines.elasticsearch.query import COPY, PLACES, Fields, Hours, Question, all_of, any_value, at_least, holds
from search.engines.selection import Row, Selector

VALUES = 10_000  # of all facets together
HOURS, ENTRIES = 10_000, 10_000  # distinct hours, entries met twice: beyond, they are asked for in another way
EVERY_CHOICE = "tous"

Body = dict[str, Any]
Answer = dict[str, Any]
Known = tuple[str, str]  # a facet and a value
Number = Callable[[Answer], int]  # what a bucket counts


@dataclass(slots=True)
class Tally:
    """What was counted."""

    total: int = 0  # entries
    documents: int = 0  # an entry with several places has several
    counts: Counter[Known] = field(default_factory=Counter)  # entries that bear a value
    absent: tuple[str, ...] = ()  # details of the text that nothing found holds
    lacking: tuple[str, ...] = ()  # ideas of the text that some of what was found lacks
    by_ideas: Mapping[int, int] = field(default_factory=dict)  # documents that hold so many ideas, of 2 to all but one

    def take_off(self, surplus: "Tally") -> None:
        """Count once what was counted several times."""
        self.total -= surplus.total
        self.counts.subtract(surplus.counts)

    def by_facet(self) -> dict[str, dict[str, int]]:
        """Return the numbers of each value of each facet, without those that nothing bears."""
        grouped: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (facet, value), number in self.counts.items():
            if number > 0:
                grouped[facet][value] = number
        return grouped


class Counts:
    """The total and the counts of facets of a question.

    With `nested`, entries with several places are counted by their nested places. Once nested, and the question's
    hours known, nothing can be too numerous to be told.
    """

    def __init__(self, question: Question, *, nested: bool):
        self.question, self.nested = question, nested
        self.chosen = question.criteria.chosen

    def bodies(self, listing: Body) -> list[Body]:
        """Return the requests: a list of documents, made to count them; nested places."""
        aggregations = self._parts(COPY) | ({} if self.nested else {"doublons": _twice()})
        documents = listing | {"track_total_hits": True, "aggs": aggregations}
        return [documents, self._of_places()] if self.nested else [documents]

    def read(self, answers: Sequence[Answer]) -> Tally | None:
        """Read the answers, None when they do not tell."""
        documents = answers[0]["aggregations"]
        counted = self._read_parts(documents, _documents)
        if self.nested:
            surplus = self._read_places(answers[1]["aggregations"]["lieux"]["trouves"])
        else:
            surplus = self._read_twice(documents["doublons"])
        if counted is None or surplus is None:
            return None
        counted.total = counted.documents = answers[0]["hits"]["total"]["value"]
        self._read_words(documents.get(EVERY_CHOICE, documents), counted)
        counted.take_off(surplus)
        return counted

    def _of_places(self) -> Body:
        places = self.question.counted(PLACES)
        entries = all_of([any_value("genre", (ENTRY,)), PLACES.nested(places)])
        found = {"trouves": {"filter": places, "aggs": self._parts(PLACES)}}
        nested = {"lieux": {"nested": {"path": NESTED}, "aggs": found}}
        return {"size": 0, "track_total_hits": False, "query": entries, "aggs": nested}

    def _parts(self, fields: Fields) -> Body:
        """Return the aggregations: under every choice, and under every choice but a facet's own."""
        choices = self.question.choices(fields)
        every = self._values(fields) | ({} if fields.prefix else self._words())
        if not choices and not fields.prefix:
            return every
        parts = {EVERY_CHOICE: {"filter": all_of(choices.values()), "aggs": every}}
        for facet in self.chosen:
            others = all_of(choice for name, choice in choices.items() if name != facet)
            parts[facet] = {"filter": others, "aggs": self._values(fields, facet)}
        return parts

    def _words(self) -> Body:
        """Count what holds each detail of the text; each of its ideas and several, when not all are wanted."""
        query = self.question.criteria.query
        counted = {"details": [holds(detail, COPY, "tokens") for detail in query.details]}
        if self.question.ideas is not None:
            counted["idees"] = held = [holds(group, COPY, "tokens") for group in query.groups]
            counted["nombres"] = [at_least(number, held) for number in range(2, len(held))]
        return {
            name: {"filters": {"filters": {str(rank): part for rank, part in enumerate(parts)}}}
            for name, parts in counted.items()
            if parts
        }

    def _values(self, fields: Fields, only: str = "") -> Body:
        """Count the values of every facet, or of one; the hours, as long as nobody knows which are open."""
        parts = _to_entries(fields)
        if only not in facets.HOURLY:
            include = {"include": f"{value_of(only, '')}.*"} if only else {}
            parts["valeurs"] = _terms(fields("valeurs"), VALUES, fields, **include)
        if self.question.hours is None:
            parts["horaires"] = _terms(fields("horaires"), HOURS, fields)
        for facet, value in self.question.hours or ():
            if only in ("", facet):
                then = self.question.at_hours(facet, value, fields)
                parts[value_of(facet, value)] = {"filter": then, "aggs": _to_entries(fields)}
        return parts

    def _read_parts(self, part: Answer, number: Number) -> Tally | None:
        """Read what `_parts` asked, None when the hours seen do not tell what is open."""
        tally, every = Tally(), part.get(EVERY_CHOICE, part)
        if self.question.hours is None:
            hours = self._read_hours(every["horaires"], number)
            if hours is None:
                return None
            tally.counts.update(hours)
        for known, times in self._read_values(every, number):
            if known[0] not in self.chosen:
                tally.counts[known] = times
        for scope in self.chosen:
            for known, times in self._read_values(part[scope], number):
                tally.counts[known] = times
        return tally

    def _read_words(self, every: Answer, tally: Tally) -> None:
        """Read what `_words` asked."""

        def read(name: str) -> list[int]:
            buckets = every[name]["buckets"] if name in every else {}
            return [buckets[str(rank)]["doc_count"] for rank in range(len(buckets))]

        query = self.question.criteria.query
        tally.absent = tuple(
            detail.typed for detail, number in zip(query.details, read("details"), strict=True) if not number
        )
        if self.question.ideas is not None:
            held = zip(query.groups, read("idees"), strict=True)
            tally.lacking = tuple(group.typed for group, number in held if number < tally.documents)
            tally.by_ideas = dict(enumerate(read("nombres"), 2))

    def _read_values(self, scope: Answer, number: Number) -> Iterator[tuple[Known, int]]:
        """Yield values of facets and how many bear them."""
        for bucket in scope["valeurs"]["buckets"] if "valeurs" in scope else ():
            facet, _space, value = bucket["key"].partition(" ")
            yield (facet, value), number(bucket)
        for facet, value in self.question.hours or ():
            if value_of(facet, value) in scope:
                yield (facet, value), number(scope[value_of(facet, value)])

    def _read_hours(self, answer: Answer, number: Number) -> dict[Known, int] | None:
        """Count what is open out of the hours seen, None when these do not tell."""
        if answer["sum_other_doc_count"]:
            return None
        seen = {bucket["key"]: number(bucket) for bucket in answer["buckets"]}
        opened = read_hours(seen, self.question.criteria)
        if number is _surplus and any(len(texts) > 1 for texts in opened.values()):
            return None  # an entry may be open at two places of different hours: neither was met twice
        return {known: sum(seen[text] for text in texts) for known, texts in opened.items()}

    def _read_places(self, answer: Answer) -> Tally | None:
        surplus = self._read_parts(answer, _surplus)
        if surplus:
            surplus.total = _surplus(answer[EVERY_CHOICE])
        return surplus

    def _read_twice(self, answer: Answer) -> Tally | None:
        """Count what entries met at several places were counted too much, None when these are too many."""
        if answer["sum_other_doc_count"]:
            return None
        rows: list[Row] = [
            (entry_id(entry["key"]), packed["key"])  # as one of several: the selector then knows entries from documents
            for entry in answer["buckets"]
            for packed in entry["facettes"]["buckets"]
            for _time in range(packed["doc_count"])
        ]
        selector, surplus = Selector(self.question.criteria, 0, 1), Tally()
        if rows:
            kept = selector.keep(rows)
            surplus.total = len(kept) - len({entry for entry, _packed in kept})
            apart: list[Row] = [(str(number), packed) for number, (_entry, packed) in enumerate(rows)]
            for counted, sign in ((apart, 1), (rows, -1)):
                for facet, counts in selector.count(counted).items():
                    for value, times in counts.items():
                        surplus.counts[facet, value] += sign * times
        return surplus


def _twice() -> Body:
    """Count the facets of the documents of entries met more than once; no ordinals, which each save would remake."""
    packed = {"terms": {"field": "facettes", "size": VALUES, "execution_hint": "map"}}
    entries = {"field": "entree", "size": ENTRIES, "min_doc_count": 2, "execution_hint": "map"}
    return {"terms": entries, "aggs": {"facettes": packed}}


def _terms(field: str, size: int, fields: Fields, **options: str) -> Body:
    counted = {"terms": {"field": field, "size": size, **options}}
    return counted | {"aggs": _to_entries(fields)} if fields.prefix else counted


def _to_entries(fields: Fields) -> Body:
    """Lead nested places back to their entries, each counted once."""
    return {"fiches": {"reverse_nested": {}}} if fields.prefix else {}


def _documents(bucket: Answer) -> int:
    return bucket["doc_count"]


def _surplus(bucket: Answer) -> int:
    """Return how many places there are more than entries."""
    return bucket["doc_count"] - bucket["fiches"]["doc_count"]


def read_hours(texts: Iterable[str], criteria: Criteria) -> Hours:
    """Return which of these hours give which values of the hourly facets, at the instant of the search."""
    clock = facets.Clock(criteria.at, criteria.chosen.get(facets.MOMENT, ()))
    found: defaultdict[Known, list[str]] = defaultdict(list)
    for text in texts:
        pays, _space, osm = text.partition(" ")
        for facet, values in clock.values(facets.Unpacked({}, pays, osm)).items():
            for value in values:
                found[facet, value].append(text)
    return found

"""Exact totals and counts, by entry.

Entries with one document are counted by their copy. Those with several are counted by the copy
that stands for the entry: its nested places are filtered and counted, then led back to it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from search import facets
from search.criteria import Criteria
from search.engines.elasticsearch.mapping import ENTRY, NESTED, SINGLE
from search.engines.elasticsearch.query import COPY, PLACES, Fields, Hours, Query, Question, all_of

VALUES = 10_000  # of a facet, of distinct hours; beyond, hours are read by pages
EVERY_CHOICE = "tous"

Body = dict[str, Any]


@dataclass
class Tally:
    """What was counted. Hours are counted one by one as long as nobody knows which are open."""

    total: int = 0
    counts: dict[str, Counter] = field(default_factory=lambda: {facet: Counter() for facet in facets.FACETS})
    hours_of_single: Counter = field(default_factory=Counter)
    hours_of_several: Counter = field(default_factory=Counter)
    complete: bool = True  # every distinct hours was seen

    def count_by_hours(self, criteria: Criteria) -> bool:
        """Count the hourly facets out of the hours seen; tell whether these are enough.

        An entry open at two places would be counted twice when these have different hours.
        """
        several = read_hours(self.hours_of_several, criteria)
        if not self.complete or any(len(hours) > 1 for hours in several.values()):
            return False
        for seen, by_value in (
            (self.hours_of_single, read_hours(self.hours_of_single, criteria)),
            (self.hours_of_several, several),
        ):
            for (facet, value), hours in by_value.items():
                self.counts[facet][value] += sum(seen[text] for text in hours)
        return True


class Counts:
    """The total and the counts of facets of a question."""

    def __init__(self, question: Question):
        self.question = question

    def bodies(self) -> list[Body]:
        """Return the two requests: entries with one document, entries with several."""
        single = all_of([{"term": {"genre": SINGLE}}, self.question.counted(COPY)])
        places = self.question.counted(PLACES)
        several = all_of([{"term": {"genre": ENTRY}}, PLACES.nested(places)])
        nested = {"nested": {"path": NESTED}, "aggs": {"trouves": {"filter": places, "aggs": self._parts(PLACES)}}}
        return [
            {"size": 0, "track_total_hits": False, "query": single, "aggs": self._parts(COPY)},
            {"size": 0, "track_total_hits": False, "query": several, "aggs": {"lieux": nested}},
        ]

    def read(self, single: dict[str, Any], several: dict[str, Any]) -> "Tally":
        """Read both answers."""
        tally = Tally()
        parts = [single["aggregations"], several["aggregations"]["lieux"]["trouves"]]
        for part, hours in zip(parts, (tally.hours_of_single, tally.hours_of_several), strict=True):
            tally.total += _number(part[EVERY_CHOICE])
            for facet in facets.FACETS:
                answers = part[self._scope(facet)]
                if facet not in facets.HOURLY:
                    tally.counts[facet].update(_by_key(answers[facet]))
                elif self.question.hours is not None:
                    known = {value: _number(answers[f"{facet} {value}"]) for value in self._hourly(facet)}
                    tally.counts[facet].update(known)
            if self.question.hours is None:
                answer = part[EVERY_CHOICE]["horaires"]
                hours.update(_by_key(answer))
                tally.complete &= not answer["sum_other_doc_count"]
        return tally

    def _scope(self, facet: str) -> str:
        return facet if facet in self.question.criteria.chosen else EVERY_CHOICE

    def _parts(self, fields: Fields) -> Body:
        """Return the aggregations: under every choice, and under every choice but a facet's own."""
        choices = self.question.choices(fields)
        scopes: dict[str, dict[str, Query]] = {EVERY_CHOICE: choices}
        for facet in self.question.criteria.chosen:
            scopes[facet] = {name: choice for name, choice in choices.items() if name != facet}
        parts = {
            scope: {"filter": all_of(obeyed.values()), "aggs": _to_entries(fields)} for scope, obeyed in scopes.items()
        }
        for facet in facets.FACETS:
            parts[self._scope(facet)]["aggs"] |= self._values(facet, fields)
        if self.question.hours is None:
            parts[EVERY_CHOICE]["aggs"]["horaires"] = _terms(fields("horaires"), fields)
        return parts

    def _values(self, facet: str, fields: Fields) -> Body:
        if facet not in facets.HOURLY:
            return {facet: _terms(fields(f"facettes.{facet}"), fields)}
        if self.question.hours is None:
            return {}
        return {
            f"{facet} {value}": {"filter": self.question.at_hours(facet, value, fields), "aggs": _to_entries(fields)}
            for value in self._hourly(facet)
        }

    def _hourly(self, facet: str) -> list[str]:
        """Return the values of an hourly facet that some hours give."""
        return [value for known, value in self.question.hours or () if known == facet]


def _terms(field: str, fields: Fields) -> Body:
    return {"terms": {"field": field, "size": VALUES}, "aggs": _to_entries(fields)}


def _to_entries(fields: Fields) -> Body:
    """Lead nested places back to their entries, each counted once."""
    return {"fiches": {"reverse_nested": {}}} if fields.prefix else {}


def _number(bucket: dict[str, Any]) -> int:
    return bucket.get("fiches", bucket)["doc_count"]


def _by_key(answer: dict[str, Any]) -> dict[str, int]:
    return {bucket["key"]: _number(bucket) for bucket in answer["buckets"]}


def read_hours(texts: Iterable[str], criteria: Criteria) -> Hours:
    """Return which of these hours give which values of the hourly facets, at the instant of the search."""
    clock = facets.Clock(criteria.at, criteria.chosen.get(facets.MOMENT, ()))
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        pays, _space, osm = text.partition(" ")
        for facet, values in clock.values(facets.Unpacked({}, pays, osm)).items():
            for value in values:
                found[facet, value].append(text)
    return found

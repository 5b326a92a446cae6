"""What is asked of Elasticsearch: the expression, the place, the choices and the points, in its language.

Everything is a filter, or a whole constant given to what matches a filter: sums of whole numbers
below 2**24 are exact in the single precision of its scores.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import Any

from search import facets, ranking
from search.analysis import Group, TextQuery
from search.criteria import Criteria
from search.documents import REMOTE
from search.engines.elasticsearch.mapping import NESTED, ONE_OF_SEVERAL, SERVES_EVERYONE, SINGLE, value_of
from search.expression import AllOf, AnyOf, Expression, OneOf, Without
from search.matching import REMEMBERED, idea, idea_of, narrowing, serves
from search.places import FOREIGN, Place

Query = dict[str, Any]

# Of each value of the facets that depend on the hour, the hours (« FR Mo-Fr 09:00-12:00 ») that give it.
Hours = Mapping[tuple[str, str], Collection[str]]


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of fields: those of a copy, or of the places nested in an entry."""

    prefix: str = ""

    def __call__(self, name: str) -> str:
        return f"{self.prefix}{name}"

    def nested(self, query: Query) -> Query:
        """Match the entries one of whose places matches."""
        return {"nested": {"path": NESTED, "query": query}}


COPY, PLACES = Fields(), Fields(f"{NESTED}.")


@dataclass(frozen=True)
class Question:
    """Criteria made ready to be written.

    `ideas` is how many ideas of the text are enough, None for all. `hours` is None as long as
    the distinct hours of what is counted were not read.
    """

    criteria: Criteria
    ideas: int | None = None
    hours: Hours | None = None

    def found(self, fields: Fields) -> Query:
        """Match the places that obey every choice."""
        return all_of([*self._conditions(fields, counting=False), *self.choices(fields).values()])

    def counted(self, fields: Fields) -> Query:
        """Match what the counts of facets look at: what disobeys one choice at most."""
        return all_of(self._conditions(fields, counting=True))

    def choices(self, fields: Fields) -> dict[str, Query]:
        """Return the condition of each facet in which something is chosen."""
        return {
            facet: any_value(fields("valeurs"), [value_of(facet, value) for value in values])
            if facet not in facets.HOURLY
            else any_of(self.at_hours(facet, value, fields) for value in values)
            for facet, values in self.criteria.chosen.items()
            if facet not in facets.HOURLY or self.hours is not None
        }

    def at_hours(self, facet: str, value: str, fields: Fields) -> Query:
        """Match what has hours that give this value."""
        return any_value(fields("horaires"), (self.hours or {}).get((facet, value), ()))

    def _conditions(self, fields: Fields, *, counting: bool) -> list[Query]:
        place, ideas = self.criteria.place, [holds(group, fields, "tokens") for group in self.criteria.query.groups]
        asked = (serves(place, SERVES_EVERYONE) if place else None, *narrowing(self.criteria, counting=counting))
        conditions = [write(expression, fields) for expression in asked if expression]
        if self.ideas is None:
            conditions += ideas
        else:
            conditions.append(at_least(self.ideas, ideas))
        conditions = conditions or self._anything(fields)
        return [*conditions, _reached(place, self.criteria.rayon, fields)] if place else conditions

    @staticmethod
    def _anything(fields: Fields) -> list[Query]:
        """Match every copy of a document: only these bear tokens, so that any expression leaves entries out."""
        return [] if fields.prefix else [any_value("genre", (SINGLE, ONE_OF_SEVERAL))]


def write(expression: Expression, fields: Fields, field: str = "tokens") -> Query:
    """Write an expression over the words of a field."""
    match expression:
        case OneOf(tokens):
            return any_value(fields(field), tokens)
        case AllOf(parts):
            return all_of(write(part, fields, field) for part in parts)
        case AnyOf(parts):
            return any_of(write(part, fields, field) for part in parts)
        case Without(kept, excluded):
            return all_of([write(kept, fields, field)], none_of=[write(excluded, fields, field)])
    raise TypeError(expression)


@lru_cache(maxsize=REMEMBERED)
def holds(group: Group, fields: Fields, field: str) -> Query:
    """Match what holds an idea in a field. The answer is shared: nobody changes it."""
    expression = idea_of(group) if field == "tokens" else idea(group.words)
    return write(expression, fields, field) if expression else {"match_none": {}}


def near(criteria: Criteria) -> Query | None:
    """Match the copies that are near, whose order depends on the distance; None when none can be."""
    place = criteria.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    somewhere = [_same_commune(place, COPY), within(place, criteria.rayon, COPY)]
    return all_of([{"exists": {"field": "point"}}, any_of(somewhere)])


def within(place: Place, km: float, fields: Fields) -> Query:
    """Match what has a point at `km` or less."""
    if place.latitude is None or place.longitude is None:
        return {"match_none": {}}
    return {"geo_distance": {"distance": f"{km}km", fields("point"): {"lat": place.latitude, "lon": place.longitude}}}


def reach_of(place: Place | None, km: float, fields: Fields) -> Query:
    """Match what a radius reaches."""
    return _reached(place, km, fields) if place else {"match_none": {}}


def word_points(question: Question) -> Sequence[Query]:
    """Return the words' part of the relevance of `search.ranking`, each piece with its constant."""
    return _word_points(question.criteria.query, all_held=question.ideas is None)


@lru_cache(maxsize=REMEMBERED)
def _word_points(query: TextQuery, *, all_held: bool) -> Sequence[Query]:
    """Unless one idea is enough, all that matches holds every idea: the points of that are left out, being the same."""
    worth = ranking.word_points(len(query.groups))
    parts: list[Query] = []
    for group in query.groups:
        parts.append(constant(worth.in_title, holds(group, COPY, "title_words")))
        parts.append(constant(worth.in_competences, holds(group, COPY, "keyword_words")))
        for idea_of_text, in_text in ((group, worth.held), (group.as_typed, worth.as_typed)):
            if not all_held or idea_of_text != group:
                parts.append(constant(in_text, holds(idea_of_text, COPY, "tokens")))
    of_detail = ranking.detail_points(len(query.details))
    for detail in query.details:
        parts.append(constant(of_detail.held, holds(detail, COPY, "tokens")))
        parts.append(constant(of_detail.in_title, holds(detail, COPY, "title_words")))
    return [part for part in parts if part]


def other_points(criteria: Criteria) -> list[Query]:
    """Return the other parts: quality, nearness, and what is lost across the border, given to all the others."""
    worth = {"field": "quality", "factor": ranking.QUALITY_POINTS, "missing": 0}
    parts: list[Query] = [_scored_by([], field_value_factor=worth)]
    if criteria.place:
        parts += _nearness(criteria.place, criteria.rayon)
    if criteria.home:
        parts.append(constant(ranking.ACROSS_BORDER, all_of([], none_of=[_abroad(criteria.home)])))
    return parts


def _abroad(home: str) -> Query:
    """Match what is in the other country: French codes begin with a figure."""
    return {"prefix": {"ou": FOREIGN}} if home != FOREIGN else {"range": {"ou": {"gte": "0", "lt": ":"}}}


def _nearness(place: Place, radius: float) -> list[Query]:
    """Give points to the commune itself, else to the band of distances, else to what is nowhere.

    A query of distance reads all that lies within it, wherever it stands in a request; a decay is reckoned from what
    matched alone. So a band is a decay that falls within a millimetre, worth what the next one is not.
    """
    same = _same_commune(place, COPY)
    parts = [constant(ranking.SAME_COMMUNE, same)]
    if place.latitude is None:
        return parts
    located = {"exists": {"field": "point"}}
    origin = {"lat": place.latitude, "lon": place.longitude}
    steps = [
        {
            "linear": {"point": {"origin": origin, "offset": f"{km}km", "scale": "1mm", "decay": 0.5}},
            "weight": worth - farther,
        }
        for (km, worth), (_km, farther) in pairwise([*_bands_within(radius), (inf, 0)])
    ]
    parts.append(constant(ranking.NOWHERE, all_of([], none_of=[same, located])))
    parts.append(_scored_by([all_of([located], none_of=[same])], functions=steps, score_mode="sum"))
    return parts


def _bands_within(radius: float) -> Iterable[tuple[float, int]]:
    for km, worth in ranking.BANDS:
        yield min(km, radius), worth
        if km >= radius:
            return


def _scored_by(conditions: Iterable[Query], **score: Any) -> Query:
    """Give what matches the points of a function alone."""
    return {"function_score": {"query": all_of(conditions), "boost_mode": "replace", **score}}


def constant(worth: float, query: Query) -> Query:
    """Give points to what matches."""
    return {"constant_score": {"filter": query, "boost": worth}} if worth else {}


def any_value(field: str, values: Iterable[str]) -> Query:
    """Match one of these values at least."""
    wanted = list(values)
    return {"term": {field: wanted[0]}} if len(wanted) == 1 else {"terms": {field: wanted}}


def all_of(parts: Iterable[Query], none_of: Iterable[Query] = ()) -> Query:
    """Match every part, and none of the others."""
    kept, left_out = list(parts), list(none_of)
    if left_out:
        return {"bool": {"filter": kept, "must_not": left_out}}
    if len(kept) == 1:
        return kept[0]
    return {"bool": {"filter": kept}} if kept else {"match_all": {}}


def any_of(parts: Iterable[Query]) -> Query:
    """Match one part at least."""
    return at_least(1, parts)


def at_least(number: int, parts: Iterable[Query]) -> Query:
    """Match so many parts at least."""
    return {"bool": {"should": list(parts), "minimum_should_match": number}}


def _reached(place: Place, km: float, fields: Fields) -> Query:
    return any_of([any_value(fields("ou"), (place.whole, REMOTE)), within(place, km, fields)])


def _same_commune(place: Place, fields: Fields) -> Query:
    return {"term": {fields("ou"): place.whole}}

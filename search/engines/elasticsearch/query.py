"""What is asked of Elasticsearch: the expression, the place, the choices and the points, in its language.

Everything is a filter, or a whole constant given to what matches a filter: sums of whole numbers
below 2**24 are exact in the single precision of its scores.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from search import facets, ranking
from search.analysis import Group
from search.criteria import Criteria
from search.documents import REMOTE
from search.engines.elasticsearch.mapping import NESTED, ONE_OF_SEVERAL, SERVES_EVERYONE, SINGLE, value_of
from search.expression import AllOf, AnyOf, Expression, OneOf, Without
from search.matching import expression_of, idea, serves
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
        groups = self.criteria.query.groups
        some = self.ideas is not None
        expression = expression_of(self.criteria, any_word=some, counting=counting, where=_served)
        conditions = [write(expression, fields)] if expression else self._anything(fields)
        if some:
            ideas = [holds(group, fields, "tokens") for group in groups]
            conditions.append({"bool": {"should": ideas, "minimum_should_match": self.ideas}})
        if self.criteria.place:
            conditions.append(_reached(self.criteria.place, self.criteria.rayon, fields))
        return conditions

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


def holds(group: Group, fields: Fields, field: str) -> Query:
    """Match what holds an idea in a field."""
    expression = idea(group.tokens if field == "tokens" else group.words)
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


def word_points(question: Question) -> list[Query]:
    """Return the words' part of the relevance of `search.ranking`, each piece with its constant.

    Unless one idea is enough, all that matches holds every idea: the points of that are left out, being the same.
    """
    groups = question.criteria.query.groups
    worth = ranking.word_points(len(groups))
    parts: list[Query] = []
    for group in groups:
        parts.append(constant(worth.in_title, holds(group, COPY, "title_words")))
        parts.append(constant(worth.in_competences, holds(group, COPY, "keyword_words")))
        for idea_of_text, in_text in ((group, worth.held), (group.as_typed, worth.as_typed)):
            if question.ideas is not None or idea_of_text != group:
                parts.append(constant(in_text, holds(idea_of_text, COPY, "tokens")))
    details = question.criteria.query.details
    of_detail = ranking.detail_points(len(details))
    for detail in details:
        parts.append(constant(of_detail.held, holds(detail, COPY, "tokens")))
        parts.append(constant(of_detail.in_title, holds(detail, COPY, "title_words")))
    return [part for part in parts if part]


def other_points(criteria: Criteria) -> list[Query]:
    """Return the other parts: quality, nearness, and what is lost across the border, given to all the others."""
    steps = range(1, ranking.QUALITY_STEPS)
    parts: list[Query] = [constant(step * ranking.QUALITY_POINTS, {"term": {"quality": step}}) for step in steps]
    if criteria.place:
        parts.append({"dis_max": {"queries": list(_bands(criteria.place, criteria.rayon))}})
    if criteria.home:
        parts.append(constant(ranking.ACROSS_BORDER, all_of([], none_of=[_abroad(criteria.home)])))
    return parts


def _abroad(home: str) -> Query:
    """Match what is in the other country: French codes begin with a figure."""
    return {"prefix": {"ou": FOREIGN}} if home != FOREIGN else {"range": {"ou": {"gte": "0", "lt": ":"}}}


def _bands(place: Place, radius: float) -> Iterable[Query]:
    yield constant(ranking.SAME_COMMUNE, _same_commune(place, COPY))
    if place.latitude is not None:
        yield constant(ranking.NOWHERE, all_of([], none_of=[{"exists": {"field": "point"}}]))
    for km, worth in ranking.BANDS:
        yield constant(worth, within(place, min(km, radius), COPY))
        if km >= radius:
            return


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
    if not left_out and len(kept) == 1:
        return kept[0]
    if not kept and not left_out:
        return {"match_all": {}}
    return {"bool": {"filter": kept, "must_not": left_out}}


def any_of(parts: Iterable[Query]) -> Query:
    """Match one part at least."""
    return {"bool": {"should": list(parts), "minimum_should_match": 1}}


def _served(place: Place, _km: float) -> Expression:
    """Ask for what serves the place; where it is, `_reached` asks."""
    return serves(place, SERVES_EVERYONE)


def _reached(place: Place, km: float, fields: Fields) -> Query:
    return any_of([any_value(fields("ou"), (place.whole, REMOTE)), within(place, km, fields)])


def _same_commune(place: Place, fields: Fields) -> Query:
    return {"term": {fields("ou"): place.whole}}

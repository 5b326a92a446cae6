"""The statement that reads candidates: what matches, already scored in the terms of `search.ranking`.

Values are always parameters, and the text takes few forms, so that prepared statements are found
again. Floats are bound, never written, so that every engine compares the same ones.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from search import ranking
from search.analysis import Phrase
from search.criteria import DISTANCE, FRAICHEUR, Criteria
from search.places import FOREIGN, Place
from search.sphere import nearness, point

# Scalar products go from -1 to 1.
FAR = "-2.0"  # nowhere, or there only because it helps at a distance
TOKENS = "' ' || d.tokens || ' '"  # like the words of titles and keywords, between spaces
EVERYWHERE = "2.0"  # reached whatever the radius


class Sql(NamedTuple):
    """A piece of SQL and its parameters, in their order in the text."""

    text: str
    params: tuple[Any, ...] = ()

    def named(self, name: str) -> "Sql":
        """Return the piece as a column."""
        return Sql(f"{self.text} AS {name}", self.params)


def join(separator: str, pieces: Iterable[Sql]) -> Sql:
    """Put pieces one after the other."""
    pieces = tuple(pieces)
    text = separator.join(piece.text for piece in pieces)
    return Sql(text, tuple(param for piece in pieces for param in piece.params))


def write_search(criteria: Criteria, source: Sql, find: str, *, any_word: bool = False) -> Sql:
    """Write the reading of rows (first, second, key, facets, id, ideas): the first three give their order.

    `source` is the FROM and WHERE of what matches, over `search_document AS d`; `find` names the
    function that finds a text in another. With `any_word`, one idea of the text is enough, and
    `ideas` has a bit for each one held; otherwise these are 0, since all are. The bits of the details follow.

    Sorted by distance, `second` is 0: points only part equals, `write_points` reckons them for these.
    """
    order = criteria.tri_effectif
    inner = [
        Sql("d.id, d.key, d.facets, d.remote"),
        _same_commune(criteria.place).named("same_commune"),
        _product(criteria.place).named("product"),
    ]
    ideas = Sql("0")
    groups = criteria.query.groups if any_word else ()
    bits = [*enumerate(groups), *enumerate(criteria.query.details, len(criteria.query.groups))]
    if bits:
        held = [_held(group.tokens, TOKENS, find, 1 << bit) for bit, group in bits]
        inner.append(join(" + ", held).named("ideas"))
        ideas = Sql("ideas")
    if order == DISTANCE:
        columns = [_farness(criteria), Sql("0")]
    elif order == FRAICHEUR:
        inner.append(Sql("d.freshness"))
        columns = [Sql("-freshness"), _farness(criteria)]
    else:
        inner += _points_read(criteria, find, any_word)
        columns = [_minus_score(criteria), _farness(criteria)]
    return _within(criteria, [*columns, Sql("key"), Sql("facets"), Sql("id"), ideas], inner, source)


def write_points(criteria: Criteria, source: Sql, find: str, *, any_word: bool = False) -> Sql:
    """Write the reading of rows (id, minus the points of `search.ranking`)."""
    inner = [
        Sql("d.id"),
        _same_commune(criteria.place).named("same_commune"),
        _product(criteria.place).named("product"),
        *_points_read(criteria, find, any_word),
    ]
    outer = join(", ", [Sql("id"), _minus_score(criteria)])
    return join(" ", [Sql("SELECT"), outer, Sql("FROM (SELECT"), join(", ", inner), source, Sql(") AS c")])


def write_reach(criteria: Criteria, source: Sql) -> Sql:
    """Write the reading of rows (reach, key, facets): `reach` is the scalar product of the radius that gets there."""
    inner = [
        Sql("d.key, d.facets, d.remote"),
        _same_commune(criteria.place).named("same_commune"),
        _product(criteria.place).named("product"),
    ]
    reach = Sql(f"CASE WHEN same_commune OR remote THEN {EVERYWHERE} ELSE product END")
    return _within(criteria, [reach, Sql("key"), Sql("facets")], inner, source)


def _within(criteria: Criteria, outer: list[Sql], inner: list[Sql], source: Sql) -> Sql:
    """Keep the rows of the circle, of the commune, and those that help at a distance."""
    pieces = [Sql("SELECT"), join(", ", outer), Sql("FROM (SELECT"), join(", ", inner), source, Sql(") AS c")]
    if criteria.place is not None:
        limit = nearness(criteria.rayon)
        pieces.append(Sql("WHERE same_commune OR remote OR product >= %s", (limit,)))
    return join(" ", pieces)


def _same_commune(place: Place | None) -> Sql:
    return Sql("d.commune = %s", (place.whole,)) if place else Sql("1 = 0")


def _product(place: Place | None) -> Sql:
    """Return the scalar product of a row's point and the place's, NULL when one of them has none."""
    if place is None or place.latitude is None or place.longitude is None:
        return Sql("CAST(NULL AS double precision)")
    return Sql("d.x * %s + d.y * %s + d.z * %s", point(place.latitude, place.longitude))


def _points_read(criteria: Criteria, find: str, any_word: bool) -> list[Sql]:
    """Return what the points are reckoned from, besides the place."""
    return [Sql("d.quality, d.commune"), _words(criteria, find, any_word).named("words")]


def _minus_score(criteria: Criteria) -> Sql:
    score = _score(criteria)
    return Sql(f"-({score.text})", score.params)


def _farness(criteria: Criteria) -> Sql:
    near = _nearness(criteria)
    return Sql(f"-({near.text})", near.params)


def _nearness(criteria: Criteria) -> Sql:
    if criteria.place is None:
        return Sql(FAR)
    condition = "same_commune OR product >= %s"
    return Sql(f"CASE WHEN {condition} THEN COALESCE(product, {FAR}) ELSE {FAR} END", (nearness(criteria.rayon),))


def _score(criteria: Criteria) -> Sql:
    quality = Sql(f"words + quality * {ranking.QUALITY_POINTS}")
    if criteria.place is None:
        return quality
    bands = [
        Sql(f"CASE WHEN same_commune THEN {ranking.SAME_COMMUNE}"),
        Sql("WHEN product < %s THEN 0", (nearness(criteria.rayon),)),
        *(Sql(f"WHEN product >= %s THEN {points}", (limit,)) for limit, points in ranking.NEARNESS),
        Sql(f"ELSE {0 if criteria.place.latitude is None else ranking.NOWHERE} END"),  # without a product: no position
    ]
    return join(" + ", (quality, join(" ", bands), _border(criteria)))


def _border(criteria: Criteria) -> Sql:
    """Take points off what is in the other country."""
    if not criteria.home:
        return Sql("0")
    abroad = "<>" if criteria.home == FOREIGN else "="
    return Sql(
        f"CASE WHEN commune <> '' AND SUBSTR(commune, 1, 3) {abroad} %s THEN {-ranking.ACROSS_BORDER} ELSE 0 END",
        (FOREIGN,),
    )


def _words(criteria: Criteria, find: str, any_word: bool) -> Sql:
    """Return the points of the words. Without `any_word`, every row holds every idea."""
    groups = criteria.query.groups
    worth = ranking.word_points(len(groups))
    points = [Sql("0")]
    for group in groups:
        for idea, points_of_idea in ((group, worth.held), (group.as_typed, worth.as_typed)):
            held_by_all = not any_word and idea == group
            points.append(Sql(str(points_of_idea)) if held_by_all else _held(idea.tokens, TOKENS, find, points_of_idea))
        points.append(_held(group.words, "d.keyword_words", find, worth.in_competences))
        points.append(_held(group.words, "d.title_words", find, worth.in_title))
    of_detail = ranking.detail_points(len(criteria.query.details))
    for detail in criteria.query.details:
        points.append(_held(detail.tokens, TOKENS, find, of_detail.held))
        points.append(_held(detail.words, "d.title_words", find, of_detail.in_title))
    return join(" + ", points)


def _held(alternatives: tuple[Phrase, ...], column: str, find: str, points: int) -> Sql:
    """Give points to the rows whose column holds an idea."""
    holds = _holds(alternatives, column, find)
    return Sql(f"CASE WHEN {holds.text} THEN {points} ELSE 0 END", holds.params)


def _holds(alternatives: tuple[Phrase, ...], column: str, find: str) -> Sql:
    """Return the condition that a column, words between spaces, holds one of the alternatives."""
    phrases = (tuple(f" {stem} " for stem in phrase) for phrase in alternatives)
    found = f"{find}({column}, %s) > 0"
    return join(" OR ", (Sql(f"({' AND '.join([found] * len(phrase))})", phrase) for phrase in phrases))

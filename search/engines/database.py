"""Search in the database's own full-text index: one query for candidates, one for the cards."""

from abc import abstractmethod
from itertools import starmap
from math import ceil
from typing import Any

from django.db import connection

from search import facets
from search.criteria import RADII_KM, Criteria
from search.engines.base import Engine, Results
from search.engines.cards import read_hits
from search.engines.scoring import WordScorer, words_missing
from search.engines.selection import Candidate, Selection, entry_of, order, select
from search.engines.writing import DocumentWriter
from search.expression import Expression
from search.matching import expression_of
from search.places import Place
from search.sphere import nearness, point

COLUMNS = "d.id, d.key, d.facets, d.schedule, d.quality, d.freshness, d.remote, d.title_words, d.keyword_words"
TOKENS = ", ' ' || d.tokens || ' '"
PLACE = "d.commune = %s AS same_commune, d.x * %s + d.y * %s + d.z * %s AS product"
NO_PLACE = "1 = 0 AS same_commune, NULL AS product"
WITHIN = "WHERE same_commune OR remote OR product >= %s"


class DatabaseEngine(DocumentWriter, Engine):
    """What SQLite and PostgreSQL share: everything but the language of the index."""

    matched_from: str  # FROM and WHERE of the index, with one parameter: the expression

    @abstractmethod
    def write_expression(self, expression: Expression) -> str:
        """Write an expression in the language of the index."""

    def search(self, criteria: Criteria) -> Results:
        scorer, limit = WordScorer.of(criteria.query), nearness(criteria.rayon)
        relaxed: tuple[str, ...] = ()
        selection = select(self._rows(criteria), criteria)
        if not selection.kept and len(criteria.query.groups) > 1:
            selection, relaxed = self._relax(criteria, scorer) or (selection, ())
        ranked = order(selection.kept, criteria, scorer, limit)
        first = (criteria.page - 1) * criteria.taille
        return Results(
            hits=read_hits(ranked[first : first + criteria.taille], criteria.place, limit),
            total=len(ranked),
            facets={
                facet: facets.name_counts(facet, counts, criteria.chosen.get(facet, ()))
                for facet, counts in selection.counts.items()
            },
            page=criteria.page,
            pages=max(ceil(len(ranked) / criteria.taille), 1),
            relaxed=relaxed,
        )

    def count_by_radius(self, criteria: Criteria) -> dict[int, int]:
        widest = criteria.replace(rayon=max(RADII_KM))
        kept = select(self._rows(widest, counting=False), widest).kept
        return {km: _count_within(kept, nearness(km)) for km in RADII_KM}

    def _relax(self, criteria: Criteria, scorer: WordScorer) -> tuple[Selection, tuple[str, ...]] | None:
        """Select what holds the most ideas of the text, and name those that some results lack.

        The number of ideas held is the largest for which there is a result; None when even one
        idea gives none.
        """
        rows = self._rows(criteria, any_word=True)
        ideas = {row.id: scorer.ideas(row.tokens) for row in rows}
        most = max((ideas[row.id] for row in select(rows, criteria).kept), default=0)
        if not most:
            return None
        selection = select([row for row in rows if ideas[row.id] >= most], criteria)
        return selection, words_missing(criteria.query, [row.tokens for row in selection.kept])

    def _rows(self, criteria: Criteria, *, any_word: bool = False, counting: bool = True) -> list[Candidate]:
        """Read what holds the tokens asked and lies within the radius."""
        expression = expression_of(criteria, any_word=any_word, counting=counting)
        sql, params = self._statement(criteria, expression, with_tokens=any_word)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(starmap(Candidate, cursor.fetchall()))

    def _statement(
        self, criteria: Criteria, expression: Expression | None, *, with_tokens: bool
    ) -> tuple[str, list[Any]]:
        """Write the query. Its text takes few forms, so that prepared ones are found again."""
        params: list[Any] = []
        columns, place = COLUMNS, criteria.place
        if place is not None:
            params += [place.whole, *_point_of(place)]
        if with_tokens:
            columns += TOKENS
        source = "search_document AS d"
        if expression is not None:
            source = self.matched_from
            params.append(self.write_expression(expression))
        # Only constants of this module and of the engines are joined; values are parameters.
        sql = f"SELECT {PLACE if place else NO_PLACE}, {columns} FROM {source}"  # noqa: S608
        if place is not None:
            sql = f"SELECT * FROM ({sql}) AS c {WITHIN}"  # noqa: S608
            params.append(nearness(criteria.rayon))
        return sql, params


def _point_of(place: Place) -> tuple[float | None, ...]:
    if place.latitude is None or place.longitude is None:
        return None, None, None
    return point(place.latitude, place.longitude)


def _count_within(rows: list[Candidate], limit: float) -> int:
    return len(
        {
            entry_of(row.key)
            for row in rows
            if row.same_commune or row.remote or (row.product is not None and row.product >= limit)
        }
    )

"""Search in the database's own full-text index: one query for candidates, one for the cards."""

import json
from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from math import ceil
from operator import or_
from typing import Any

from django.db import connection

from search import facets, ranking
from search.criteria import DISTANCE, RADII_KM, Criteria
from search.engines import tiles
from search.engines.base import Engine, Results
from search.engines.cards import BY_ID, read_hits
from search.engines.selection import Row, Selector
from search.engines.statement import Sql, write_points, write_reach, write_search
from search.engines.writing import DocumentWriter
from search.expression import Expression
from search.matching import expression_of
from search.sphere import nearness

# Positions in the rows of a search.
FIRST, SECOND, KEY, FACETS, ID, IDEAS = range(6)


class DatabaseEngine(DocumentWriter, Engine):
    """What SQLite and PostgreSQL share: everything but the language of the index."""

    find: str  # function that finds a text in another, 0 when it is not there
    fence: str  # after what matches: its columns are reckoned once a row, wherever they are named

    @abstractmethod
    def matched(self, expression: Expression) -> Sql:
        """Write the FROM and WHERE of what matches an expression, over `search_document AS d`."""

    def search(self, criteria: Criteria) -> Results:
        selector = Selector(criteria, KEY, FACETS)
        rows = self._rows(criteria)
        kept = selector.keep(rows)
        whole = len(set(selector.entries(kept)))
        relaxed: tuple[str, ...] = ()
        if len(kept) < criteria.few and len(criteria.query.groups) > 1:
            rows, kept, relaxed = self._relax(criteria, selector) or (rows, kept, relaxed)
        ordered = self._order(criteria, selector, kept, any_word=bool(relaxed))
        first = (criteria.page - 1) * criteria.taille
        page = ordered[first : first + criteria.taille]
        return Results(
            hits=tiles.read_hits(page, criteria)
            if tiles.gave(page)
            else read_hits([row[ID] for row in page], criteria),
            total=len(ordered),
            whole=whole,
            facets=facets.NamedCounts(selector.count(rows), criteria.chosen),
            page=criteria.page,
            pages=max(ceil(len(ordered) / criteria.taille), 1),
            relaxed=relaxed,
            absent=_absent(criteria, kept),
        )

    def count_by_radius(self, criteria: Criteria) -> dict[int, int]:
        widest = criteria.replace(rayon=max(RADII_KM))
        selector = Selector(widest, 1, 2)
        rows = selector.keep(_read(write_reach(widest, self._source(expression_of(widest, counting=False)))))
        return {km: len(set(selector.entries(row for row in rows if row[0] >= nearness(km)))) for km in RADII_KM}

    def read_titles(
        self, expression: Expression, whole: Sequence[str], begun: Sequence[str], limit: int
    ) -> list[tuple[str, str, str, str, int, dict[str, Any]]]:
        """Read (key, title, type, url, quality, payload) of documents whose title holds some words, in one query.

        `whole` are texts that the words of the title (between spaces) must all hold, `begun` texts of which one is
        enough. At most `limit` rows, in no order.
        """
        source, found = self.matched(expression), f"{self.find}(d.title_words, %s) > 0"
        conditions = [*([found] * len(whole)), f"({' OR '.join([found] * len(begun))})"]
        columns = "d.key, d.title, d.type, d.url, d.quality, d.payload"
        text = f"SELECT {columns} {source.text} AND {' AND '.join(conditions)} LIMIT %s"
        rows = _read(Sql(text, (*source.params, *whole, *begun, limit)))
        return [(*row[:5], json.loads(row[5])) for row in rows]

    def _relax(self, criteria: Criteria, selector: Selector) -> tuple[list[Row], list[Row], tuple[str, ...]] | None:
        """Read what holds enough ideas of the text, keep what obeys, and name the ideas that some lack.

        None when even one idea gives no result.
        """
        rows = self._rows(criteria, any_word=True)
        ideas = (1 << len(criteria.query.groups)) - 1
        held = Counter((row[IDEAS] & ideas).bit_count() for row in selector.keep(rows))
        numbers = range(1, len(criteria.query.groups) + 1)
        enough = ranking.enough_ideas({n: sum(held[m] for m in numbers if m >= n) for n in numbers}, criteria.few)
        if not enough:
            return None
        rows = [row for row in rows if (row[IDEAS] & ideas).bit_count() >= enough]
        kept = selector.keep(rows)
        lacking = [
            group.typed
            for bit, group in enumerate(criteria.query.groups)
            if not all(row[IDEAS] >> bit & 1 for row in kept)
        ]
        return rows, kept, tuple(lacking)

    def _order(self, criteria: Criteria, selector: Selector, rows: list[Row], *, any_word: bool) -> list[Row]:
        """Order rows and keep the nearest of each entry; points part those equally far that the page can show."""
        ordered = selector.nearest(rows)
        shown = ordered[: criteria.page * criteria.taille]
        if criteria.tri_effectif != DISTANCE or not shown:
            return ordered
        last = shown[-1][FIRST]
        at_distance = Counter(row[FIRST] for row in rows if row[FIRST] <= last)
        if len(at_distance) == at_distance.total():
            return ordered
        points = self._points([row for row in rows if at_distance[row[FIRST]] > 1], criteria, any_word=any_word)
        return selector.nearest([(row[FIRST], points.get(row[ID], row[SECOND]), *row[KEY:]) for row in rows])

    def _rows(self, criteria: Criteria, *, any_word: bool = False) -> list[Row]:
        """Read what matches, from the tiles in memory when they can tell, else from the index."""
        rows = tiles.read(criteria, any_word=any_word)
        if rows is None:
            source = self._source(expression_of(criteria, any_word=any_word))
            rows = _read(write_search(criteria, source, self.find, any_word=any_word))
        return rows

    def _points(self, rows: list[Row], criteria: Criteria, *, any_word: bool) -> dict[int, int]:
        """Return minus the points of rows, by id."""
        if tiles.gave(rows):
            return tiles.read_points(rows, criteria, any_word=any_word)
        ids = json.dumps([row[ID] for row in rows])
        source = Sql(f"FROM search_document AS d WHERE d.{BY_ID[connection.vendor]} {self.fence}", (ids,))
        return {row[0]: row[1] for row in _read(write_points(criteria, source, self.find, any_word=any_word))}

    def _source(self, expression: Expression | None) -> Sql:
        source = Sql("FROM search_document AS d") if expression is None else self.matched(expression)
        return Sql(f"{source.text} {self.fence}", source.params)


def _absent(criteria: Criteria, rows: list[Row]) -> tuple[str, ...]:
    """Name the details that none of the rows holds."""
    held = reduce(or_, (row[IDEAS] for row in rows), 0) >> len(criteria.query.groups) if criteria.query.details else 0
    return tuple(detail.typed for bit, detail in enumerate(criteria.query.details) if not held >> bit & 1)


def _read(statement: Sql) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        return cursor.fetchall()

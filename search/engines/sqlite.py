"""SQLite: the tokens are in an FTS5 table, kept in step with the documents by triggers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from search.engines.database import DatabaseEngine
from search.engines.statement import Sql
from search.expression import AllOf, AnyOf, Expression, OneOf, Prefix, Without

# CROSS JOIN keeps the order: the index first, then its few rows.
MATCHED = "FROM search_jetons AS j CROSS JOIN search_document AS d ON d.id = j.rowid WHERE search_jetons MATCH %s"


class SqliteEngine(DatabaseEngine):
    """FTS5 with `detail=none`: rows only, no positions, the smallest and fastest index."""

    find = "instr"
    fence = "LIMIT -1"  # https://www.sqlite.org/optoverview.html#subquery_flattening

    def matched(self, expression: Expression) -> Sql:
        return Sql(MATCHED, (self.write_expression(expression),))

    def write_expression(self, expression: Expression) -> str:
        """Write an expression in the language of FTS5."""
        match expression:
            case OneOf(tokens):
                return '("' + '" OR "'.join(tokens) + '")'
            case Prefix(begun):
                return f'("{begun}" *)'
            case AllOf(parts):
                return f"({' AND '.join(map(self.write_expression, parts))})"
            case AnyOf(parts):
                return f"({' OR '.join(map(self.write_expression, parts))})"
            case Without(kept, excluded):
                return f"({self.write_expression(kept)} NOT {self.write_expression(excluded)})"
        raise TypeError(expression)

    @contextmanager
    def writing(self) -> Iterator[None]:
        # Transactions begin IMMEDIATE (settings): one writer at a time.
        with transaction.atomic():
            yield

    def merge(self) -> None:
        # One segment is read faster than many.
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_jetons(search_jetons) VALUES ('optimize')")
            cursor.execute("ANALYZE search_document")

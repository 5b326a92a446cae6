"""PostgreSQL: the tokens are a generated tsvector with a GIN index."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from search.engines.database import DatabaseEngine
from search.engines.statement import Sql
from search.expression import AllOf, AnyOf, Expression, OneOf, Prefix, Without, conjuncts

# Any number will do, the same for every process: one writer of the index at a time.
WRITER_LOCK = 0x5EA2C4


class PostgresqlEngine(DatabaseEngine):
    """A tsvector without positions: `@@` needs nothing but the GIN index."""

    find = "strpos"
    fence = "OFFSET 0"

    def matched(self, expression: Expression) -> Sql:
        # One condition each: GIN leaps from one to the next, instead of trying every entry of the rarest tokens.
        wanted = conjuncts(expression)
        conditions = " AND ".join(["d.jetons @@ %s::tsquery"] * len(wanted))
        return Sql(f"FROM search_document AS d WHERE {conditions}", tuple(map(self.write_expression, wanted)))

    def write_expression(self, expression: Expression) -> str:
        """Write an expression in the language of tsquery."""
        match expression:
            case OneOf(tokens):
                return "('" + "' | '".join(tokens) + "')"
            case Prefix(begun):
                return f"('{begun}':*)"
            case AllOf(parts):
                return f"({' & '.join(map(self.write_expression, parts))})"
            case AnyOf(parts):
                return f"({' | '.join(map(self.write_expression, parts))})"
            case Without(kept, excluded):
                return f"({self.write_expression(kept)} & !{self.write_expression(excluded)})"
        raise TypeError(expression)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
            yield

    def merge(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_document")

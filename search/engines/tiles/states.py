"""What the database says of tiles, remembered by each thread as long as nothing was committed there."""

import json
import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections

REMEMBERED = 1_000  # answers of a thread

Answer = TypeVar("Answer")

# The list goes as one text, so that the statement is always the same and stays prepared.
_STATES = "SELECT numero, version, documents FROM search_tuile WHERE {} OR numero < 0"
STATES = {
    "sqlite": _STATES.format("numero IN (SELECT value FROM json_each(%s))"),
    "postgresql": _STATES.format("numero = ANY(CAST(TRANSLATE(%s, '[]', '{}') AS bigint[]))"),
}


class State(NamedTuple):
    """A tile as the database has it."""

    number: int
    version: int
    documents: int


def read_states(numbers: Sequence[int]) -> dict[int, State]:
    """Read the state of tiles, and those of every tile below zero."""
    with connection.cursor() as cursor:
        cursor.execute(STATES[connection.vendor], [json.dumps(numbers)])
        return {row[0]: State(*row) for row in cursor.fetchall()}


class _Memory(threading.local):
    """Answers that stand as long as the mark does."""

    def __init__(self) -> None:
        self.mark: tuple[Any, ...] | None = None
        self.answers: dict[Hashable, Any] = {}


_memory = _Memory()


def remember(question: Hashable, read: Callable[[], Answer]) -> Answer:
    """Return what `read` answers to a question, asked again only when something was committed since.

    The mark is taken before reading: what is committed in between is read, and asked once more for nothing.
    """
    mark = _mark()
    if mark is None:
        return read()
    if _memory.mark != mark or len(_memory.answers) >= REMEMBERED:
        _memory.mark, _memory.answers = mark, {}
    if question not in _memory.answers:
        _memory.answers[question] = read()
    return _memory.answers[question]


def _mark() -> tuple[Any, ...] | None:
    """Return what changes whenever something is committed, the connection included.

    None in a transaction: it sees its own writings, which change no mark, and may be rolled back.
    """
    own = connections[DEFAULT_DB_ALIAS]  # found once: it is asked at every search
    own.ensure_connection()
    if own.in_atomic_block or not own.get_autocommit():
        return None
    session = own.connection
    with own.wrap_database_errors:  # without the wrapper of cursors, for the same reason
        if own.vendor == "sqlite":
            # Other connections' commits, and this one's writings: https://sqlite.org/pragma.html#pragma_data_version
            (others,) = session.execute("PRAGMA data_version").fetchone()
            return session, others, session.total_changes
        with session.cursor() as cursor:
            # Two equal snapshots see the same rows: https://www.postgresql.org/docs/current/functions-info.html
            cursor.execute("SELECT CAST(pg_current_snapshot() AS text)")
            return session, *cursor.fetchone()

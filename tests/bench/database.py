"""Databases of the measures: from nothing to a table of communes, and a demonstration when asked for."""

from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection, connections

FOUNDATIONS = ("import_communes",)
DEMONSTRATION = (*FOUNDATIONS, "load_demo", "rebuild_search")


def make_tables(commands: Sequence[str] = FOUNDATIONS) -> None:
    """Make the table of the cache, which hears of what migrations write; migrate; run the commands that fill."""
    for alias in connections:
        call_command("createcachetable", database=alias, verbosity=0)
    call_command("migrate", verbosity=0)
    for command in commands:
        call_command(command, verbosity=0)


def backends() -> tuple[int, ...]:
    """Return the server's process that works for the present connection; none with SQLite, which is in this one."""
    if connection.vendor != "postgresql":
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return tuple(cursor.fetchone())


def index_megabytes() -> float:
    """Return the size of the documents and of their index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('search_document')")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_%'")
        return cursor.fetchone()[0] / 1e6

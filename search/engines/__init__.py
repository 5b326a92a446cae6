"""The engines of the search: the database's own index, or another named by SEARCH_ENGINE."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.module_loading import import_string

from search.engines.base import Engine, Hit, Results

BY_VENDOR = {
    "sqlite": "search.engines.sqlite.SqliteEngine",
    "postgresql": "search.engines.postgresql.PostgresqlEngine",
}

__all__ = ["Engine", "Hit", "Results", "get_engine"]


def get_engine() -> Engine:
    """Return the engine: SEARCH_ENGINE (dotted path of a class) if set, else the database's.

    Raises ImproperlyConfigured on a database that has none.
    """
    path = getattr(settings, "SEARCH_ENGINE", "") or BY_VENDOR.get(connection.vendor)
    if not path:
        raise ImproperlyConfigured(f"No search engine for {connection.vendor}: use SQLite or PostgreSQL.")
    return _engine(path)


@cache
def _engine(path: str) -> Engine:
    return import_string(path)()

"""The engines of the search: the database's own index, and a copy of it in Elasticsearch when the settings name one."""

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
OVER_THE_DATABASE = "search.engines.elasticsearch.engine.ElasticsearchEngine"

__all__ = ["Engine", "Hit", "Results", "get_engine"]


def get_engine() -> Engine:
    """Return the engine: Elasticsearch over the database's when ELASTICSEARCH_URL is set, else the database's.

    Raises ImproperlyConfigured on a database that has none.
    """
    path = BY_VENDOR.get(connection.vendor)
    if not path:
        raise ImproperlyConfigured(f"No search engine for {connection.vendor}: use SQLite or PostgreSQL.")
    return _over(path) if settings.ELASTICSEARCH["hosts"] else _engine(path)


@cache
def _engine(path: str) -> Engine:
    return import_string(path)()


@cache
def _over(path: str) -> Engine:
    return import_string(OVER_THE_DATABASE)(_engine(path))

"""Canaries: words put where somebody's data goes, then looked for wherever they could have been kept."""

import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection


def find_tables(traces: Iterable[str]) -> set[str]:
    """Return the tables in which a trace (in small letters) is read: those of models, of the index, all of them."""
    return {table for table in connection.introspection.table_names(include_views=True) if _holds(table, traces)}


def find_elsewhere(traces: Iterable[str]) -> list[str]:
    """Return the keys of the cache and the files of the media in which a trace is read."""
    cles = [cle for cle, valeur in cache._cache.items() if _says(f"{cle}{valeur!r}", traces)]
    fichiers = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return cles + [str(path) for path in fichiers if _says(f"{path.name}{path.read_bytes()!r}", traces)]


@contextmanager
def listen() -> Iterator[io.StringIO]:
    """Keep everything that is logged, before the formatter that scrubs it."""
    tampon = io.StringIO()
    crochet = logging.StreamHandler(tampon)
    racine = logging.getLogger()
    racine.addHandler(crochet)
    niveau, racine.level = racine.level, logging.INFO
    yield tampon
    racine.removeHandler(crochet)
    racine.level = niveau


def _holds(table: str, traces: Iterable[str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return any(_says(" ".join(map(str, ligne)), traces) for ligne in cursor)


def _says(texte: str, traces: Iterable[str]) -> bool:
    return any(trace in texte.lower() for trace in traces)

"""Searches often made, proposed to others while they type: kept without anybody in them.

What is kept of a search is its ideas, folded and only if each is a word of the trade (`search.lexique`, themes),
with the number of days it was made and the last of them: no time, place, age, address or visitor. Names and
numbers cannot enter. A search is proposed once it was made on several days; it goes when nobody makes it any
more. Searches that speak of danger are never kept, nor those of a browser that asks not to be followed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from structlog import get_logger

from geo.folding import fold
from search import facets
from search.analysis import stems
from search.criteria import Criteria
from search.engines.base import Results
from search.lexique.memory import get_lexique
from search.models import RechercheFrequente
from search.urgences import detect

MAX_LENGTH = 60
REFUSALS = ("DNT", "Sec-GPC")  # headers by which a browser asks not to be followed

# One statement, so that two visitors at once cost nobody a day.
UPSERT = """
    INSERT INTO recherche_frequente (texte, jours, dernier_jour) VALUES (%s, 1, %s)
    ON CONFLICT (texte) DO UPDATE SET jours = recherche_frequente.jours + 1, dernier_jour = excluded.dernier_jour
    WHERE recherche_frequente.dernier_jour < excluded.dernier_jour
"""

log = get_logger(__name__)


def days_needed() -> int:
    """Return the days on which a search must be made before it is proposed; 0: nothing is kept nor proposed."""
    return settings.SEARCH_FREQUENT_DAYS


def note(request: HttpRequest, criteria: Criteria, results: Results) -> None:
    """Count a day for a search that found something, if it may be kept. Never makes a page wait or fail."""
    refused = any(request.headers.get(header) == "1" for header in REFUSALS)
    if refused or not days_needed() or criteria.page > 1 or not results.whole:
        return
    text = text_to_keep(criteria)
    if text:
        _count(text, timezone.localdate())


def text_to_keep(criteria: Criteria) -> str:
    """Return the ideas of a search made of words of the trade alone, "" for any other."""
    if detect(criteria.text) or detect(criteria.words):
        return ""
    groups = (*criteria.query.groups, *criteria.query.details)
    text = " ".join(group.typed for group in groups)
    if not groups or len(text) > MAX_LENGTH or any(char.isdigit() for char in text):
        return ""
    return text if _is_of_the_trade({word for group in groups for word in stems(group.typed)}) else ""


def beginning_with(typed: str, limit: int) -> list[str]:
    """Return the folded searches proposed that begin with a folded text, the most frequent first, in one query."""
    if not days_needed():
        return []
    found = RechercheFrequente.objects.filter(texte__startswith=typed, jours__gte=days_needed())
    texts = found.order_by("-jours", "texte").values_list("texte", flat=True)[:limit]
    return [text for text in texts if not detect(text)]


def purge() -> int:
    """Forget the searches that nobody made for SEARCH_FREQUENT_KEPT_DAYS days, all of them once switched off."""
    old = RechercheFrequente.objects.all()
    if days_needed():
        old = old.filter(dernier_jour__lt=timezone.localdate() - timedelta(days=settings.SEARCH_FREQUENT_KEPT_DAYS))
    return old.delete()[0]


def _is_of_the_trade(words: set[str]) -> bool:
    """Tell whether the lexicon or the themes hold every word; the themes are read for what the lexicon lacks."""
    others = words - get_lexique().table.stems
    return not others or others <= _stems_of(tuple(map(str, facets.labels_of(facets.THEME).values())))


@lru_cache(maxsize=4)
def _stems_of(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for label in labels for word in stems(fold(label)))


@lru_cache(maxsize=2_000)
def _seen(text: str, day: date) -> list[bool]:
    """Return a mark, kept in memory, that this process counted a search for a day."""
    return [False]


def _count(text: str, day: date) -> None:
    mark = _seen(text, day)
    if mark[0]:
        return
    try:
        with _without_waiting(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(UPSERT, [text, day])
        mark[0] = True
    except DatabaseError as error:
        # Another visitor will count it: a page is worth more than a figure.
        log.info("frequent search not counted", error=type(error).__name__)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """On SQLite, give up at once when somebody else writes: an import may hold the database for minutes."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    patience = round(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)  # ms
    connection.connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {patience}")

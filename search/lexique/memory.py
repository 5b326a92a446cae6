"""The words in force, held in memory: what ships, less what is set aside, and what editors added.

`refresh()` is called where a search begins; it asks the database for a version, at most every few
seconds, and reads the lines again when it changed. Without it, what ships is in force.
"""

import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from django.conf import settings
from django.utils import timezone

from search.analysis import Phrase, TextQuery, analyse_query
from search.lexique.lines import Expression, Ligne, Sens, shipped_expressions, shipped_synonyms, split_lines
from search.lexique.table import Table, build

# Seconds during which a change made by another process may go unseen.
DEFAULT_CHECK_SECONDS = 5.0
QUERIES = 1_000  # read lately: most people ask the same things


@dataclass(frozen=True, slots=True)
class Promue:
    """A result put forward, and the searches it answers."""

    titre: str
    texte: str
    lien: str
    recherches: tuple[str, ...]
    du: date | None = None
    au: date | None = None

    def lasts(self, today: date) -> bool:
        return (self.du is None or self.du <= today) and (self.au is None or today <= self.au)


@dataclass(frozen=True)
class Lexique:
    """The words in force at one time."""

    lignes: tuple[Ligne, ...]
    expressions: tuple[Expression, ...]
    promues: tuple[Promue, ...] = ()

    @cached_property
    def table(self) -> Table:
        return build(self.lignes)

    @cached_property
    def read(self) -> Callable[[str], TextQuery]:
        """Read a query while these words are in force; the last ones read are remembered."""
        return lru_cache(maxsize=QUERIES)(analyse_query)

    @cached_property
    def asked(self) -> tuple[tuple[Promue, tuple[TextQuery, ...]], ...]:
        """The results put forward with their searches, analysed."""
        return tuple((promue, tuple(filter(None, map(analyse_query, promue.recherches)))) for promue in self.promues)


@cache
def shipped() -> Lexique:
    """Return the words that ship with the code."""
    return Lexique(shipped_synonyms(), shipped_expressions())


class _Holder:
    """The words of this process, read by one thread at a time."""

    def __init__(self):
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """Go back to what ships."""
        self.lexique = shipped()
        self._version = ""
        self._checked_at = float("-inf")

    def refresh(self) -> None:
        if time.monotonic() < self._checked_at + _patience() or not self._lock.acquire(blocking=False):
            return
        try:
            self._read()
        finally:
            self._lock.release()

    def expire(self) -> None:
        self._checked_at = float("-inf")

    def _read(self) -> None:
        from search.lexique.models import VersionLexique

        versions = VersionLexique.objects.filter(pk=VersionLexique.SEULE)
        version = versions.values_list("version", flat=True).first() or ""
        if version != self._version:
            self.lexique = read_lexique() if version else shipped()
            self._version = version
        self._checked_at = time.monotonic()


_holder = _Holder()
_tried: ContextVar[Lexique | None] = ContextVar("lexique_tried", default=None)


def get_lexique() -> Lexique:
    """Return the words in force, or those being tried."""
    return _tried.get() or _holder.lexique


def refresh() -> None:
    """Look whether the words changed: one query every few seconds, one more per table when they did."""
    if _tried.get() is None:
        _holder.refresh()


def expire(**_signal) -> None:
    """Have the next search look."""
    _holder.expire()


def reset() -> None:
    """Forget what was read, for tests."""
    _holder.reset()


@contextmanager
def trying(lexique: Lexique) -> Iterator[None]:
    """Search with other words, in this context alone."""
    token = _tried.set(lexique)
    try:
        yield
    finally:
        _tried.reset(token)


def read_lexique(*, besides: Collection[Ligne] = (), without: int | None = None, aside: str = "") -> Lexique:
    """Read the words of the database, with some lines besides, without an editor's, or with a shipped one set aside."""
    from search.lexique.models import LigneEcartee, MiseEnAvant, MotUrgence, Synonymes

    left_out = {*LigneEcartee.objects.values_list("cle", flat=True), aside}
    lines = [as_line(row) for row in Synonymes.objects.filter(actif=True) if row.pk != without]
    words = MotUrgence.objects.filter(actif=True).values_list("danger", "expression")
    promoted = MiseEnAvant.objects.filter(actif=True)
    return Lexique(
        lignes=(*(line for line in shipped_synonyms() if line.cle not in left_out), *lines, *besides),
        expressions=(
            *(expression for expression in shipped_expressions() if expression.cle not in left_out),
            *(Expression(danger, texte) for danger, texte in words),
        ),
        promues=tuple(
            Promue(row.titre, row.texte, row.lien, tuple(split_lines(row.recherches)), row.du, row.au)
            for row in promoted
        ),
    )


def as_line(row) -> Ligne:
    """Return the line of a `Synonymes`, saved or not."""
    trouve = () if row.sens == Sens.EQUIVALENTS else tuple(split_lines(row.trouve))
    return Ligne(row.sens, tuple(split_lines(row.dit)), trouve)


def promoted(query: TextQuery) -> tuple[Promue, ...]:
    """Return what is put forward today for a query that finds every idea and detail of one of its searches."""
    today = timezone.localdate()
    found = {phrase for group in (*query.groups, *query.details) for phrase in group.alternatives}
    return tuple(
        promue
        for promue, searches in get_lexique().asked
        if promue.lasts(today) and any(found.issuperset(_typed(search)) for search in searches)
    )


def _typed(query: TextQuery) -> Iterator[Phrase]:
    """Yield what a query says, without synonyms."""
    for group in (*query.groups, *query.details):
        yield from group.as_typed.alternatives


def _patience() -> float:
    return getattr(settings, "SEARCH_WORDS_CHECK_SECONDS", DEFAULT_CHECK_SECONDS)

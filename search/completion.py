"""What the text box proposes while somebody types: themes, searches, entries of the index.

One query of the index, and none when the text is short, speaks of danger or can be of nobody's name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from geo.folding import fold
from search import facets, frequent
from search.analysis import split_words
from search.engines import BY_VENDOR
from search.engines.database import DatabaseEngine
from search.engines.selection import LIEU_SEPARATOR
from search.expression import OneOf, Prefix, all_of, any_of
from search.lexique.memory import get_lexique
from search.matching import serves_near, shown_by
from search.places import Place
from search.urgences import detect

DEFAULT_LIMIT, MAX_LIMIT = 8, 20
SHORTEST, SHORTEST_OF_NAMES = 2, 3  # letters typed
THEMES, SEARCHES = 2, 4  # at most
READ = 60  # rows of the index, of which the best are kept
NEAR_KM = 50


@dataclass(frozen=True, slots=True)
class Completion:
    """Something to propose: a text to search, or an entry with its address."""

    genre: str  # theme, recherche, or the type of an entry
    libelle: str
    detail: str
    url: str = ""


def complete(
    text: str, place: Place | None = None, limit: int = DEFAULT_LIMIT, *, site: int | None = None
) -> tuple[Completion, ...]:
    """Return what a text being typed may become, without repetition."""
    typed = fold(text)
    if len(typed) < SHORTEST or detect(text):
        return ()
    found: dict[str, Completion] = {}
    for completion in chain(_themes(typed), _searches(typed), _entries(typed, place, site)):
        found.setdefault(completion.url or fold(completion.libelle), completion)
    return tuple(found.values())[:limit]


def starts_a_word(typed: str, folded: str) -> bool:
    """Tell whether a folded text goes on from one of its words as it is typed."""
    return f" {folded}".find(f" {typed}") >= 0


def _themes(typed: str) -> Iterator[Completion]:
    labels = (str(label) for label in facets.labels_of(facets.THEME).values())
    for label in [label for label in labels if starts_a_word(typed, fold(label))][:THEMES]:
        yield Completion("theme", label, _("Thème"))


def _searches(typed: str) -> Iterator[Completion]:
    """Yield searches often made, then the ways of saying of the trade."""
    table = get_lexique().table
    often = ((table.accented(text), _("Souvent cherché")) for text in frequent.beginning_with(typed, SEARCHES))
    trade = ((phrase, _("Recherche")) for phrase in table.titles if starts_a_word(typed, fold(phrase)))
    for text, detail in list(chain(often, sorted(trade, key=lambda one: not fold(one[0]).startswith(typed))))[
        :SEARCHES
    ]:
        yield Completion("recherche", text, detail)


def _entries(typed: str, place: Place | None, site: int | None) -> Iterator[Completion]:
    """Yield the entries whose title holds every word, the last one maybe not finished."""
    words = split_words(typed)
    if not words or len(typed) < SHORTEST_OF_NAMES:
        return
    best: dict[str, tuple] = {}
    for key, title, type_, url, quality, payload in _read(words, place, site):
        entry = key.partition(LIEU_SEPARATOR)[0]
        best.setdefault(entry, (not fold(title).startswith(typed), -quality, title, key, type_, url, payload))
    for _rank, _quality, title, _key, type_, url, payload in sorted(best.values(), key=lambda row: row[:4]):
        yield Completion(type_, title, _detail(type_, payload), url)


def _detail(type_: str, payload: dict[str, Any]) -> str:
    """Say what an entry is: « Personnes · Mission locale de Lille »."""
    label = str(facets.TYPE_LABELS.get(type_, type_))
    where = payload.get("structure") if type_ == "personne" else payload.get("commune")
    return f"{label} · {where}" if where else label


def _read(words: Sequence[tuple[str, str]], place: Place | None, site: int | None) -> list[tuple]:
    """Read rows (key, title, type, url, quality, payload), a bounded number of them, in one query."""
    engine = database_engine()
    *whole, (last, last_stem) = words
    begun = any_of((Prefix(last), OneOf((last_stem,))))
    asked = all_of(
        (
            *(OneOf((stem,)) for _word, stem in whole),
            begun,
            serves_near(place, NEAR_KM) if place else None,
            shown_by(site),
        )
    )
    return (
        []
        if asked is None
        else engine.read_titles(asked, [f" {stem} " for _word, stem in whole], (f" {last}", f" {last_stem} "), READ)
    )


@cache
def _engine(vendor: str) -> DatabaseEngine:
    return import_string(BY_VENDOR[vendor])()


def database_engine() -> DatabaseEngine:
    """Return the database's own engine, which holds every document whatever answers searches."""
    return _engine(connection.vendor)

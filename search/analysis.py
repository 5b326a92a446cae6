"""The one analyzer: what is stored and what is asked go through the same words, on every engine.

Text is folded (`geo.folding`), cut into words, rid of empty words, and stemmed (Snowball
French). A query is more: the ways people begin a sentence are left out, and each word or
phrase known to the trade becomes a group of alternatives (`search.synonyms`).
"""

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

from geo.folding import fold

DATA = Path(__file__).parent / "data"
# Endings of the trades of women, which Snowball leaves apart from those of men, and of men.
MASCULINES = {"ere": "er", "euse": "eur", "trice": "teur", "ienne": "ien"}
_FEMININE = re.compile(rf"(?<=...)(?P<feminine>{'|'.join(MASCULINES)})s?$")
_of_thread = threading.local()
TRADE = "m_"  # before the words of what a document is, among the tokens of the index
MAX_GROUPS = 12  # words of a query that count; the rest of a very long one is left out

Phrase = tuple[str, ...]  # stems, all of them required


@dataclass(frozen=True, slots=True)
class Group:
    """One idea of a query: what was typed, and the phrases of which one must match.

    `alternatives` may be anywhere in a document. `trades` must be what it is: its title, its role and its themes.
    So must `generalists`, who deal with this among all the rest: they are found, and no title makes them fitter.
    """

    typed: str
    alternatives: tuple[Phrase, ...]  # what was typed first
    trades: tuple[Phrase, ...] = ()
    generalists: tuple[Phrase, ...] = ()
    said: int = 1  # alternatives that were typed

    @property
    def as_typed(self) -> "Group":
        """The idea without its synonyms."""
        return Group(self.typed, self.alternatives[: self.said], said=self.said)

    def with_(self, other: "Group") -> "Group":
        """Return one idea of two that the same trades answer."""
        typed = dict.fromkeys((*self.alternatives[: self.said], *other.alternatives[: other.said]))
        return replace(
            self,
            typed=f"{self.typed} {other.typed}",
            alternatives=tuple(typed | dict.fromkeys((*self.alternatives, *other.alternatives))),
            said=len(typed),
        )

    @property
    def tokens(self) -> tuple[Phrase, ...]:
        """The phrases as the index has them among all its tokens."""
        return (*self.alternatives, *map(_trade_phrase, self.trades), *map(_trade_phrase, self.generalists))

    @property
    def words(self) -> tuple[Phrase, ...]:
        """The phrases that make whoever has them in a title or among keywords fitter."""
        return (*self.alternatives, *self.trades)


@dataclass(frozen=True, slots=True)
class TextQuery:
    """The ideas of a query: all of `groups` must match, `details` only put what holds them first."""

    groups: tuple[Group, ...] = ()
    details: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)


def trade_token(stem: str) -> str:
    """Return the token of a word that says what a document is: of its title, its role or its themes."""
    return f"{TRADE}{stem}"


@lru_cache(maxsize=10_000)
def _trade_phrase(phrase: Phrase) -> Phrase:
    return tuple(map(trade_token, phrase))


def stems(text: str) -> Phrase:
    """Return the stems of a text in order, empty words left out."""
    return tuple(stem for _word, stem in _words(fold(text).split()))


def stem_set(texts: Iterable[str]) -> dict[str, None]:
    """Return the distinct stems of several texts, in order of appearance."""
    return dict.fromkeys(stem for text in texts for stem in stems(text))


def split_words(text: str) -> list[tuple[str, str]]:
    """Return the folded words of a text and their stems, empty words left out."""
    return _words(fold(text).split())


def surface_words(texts: Iterable[str]) -> set[str]:
    """Return the distinct folded words worth suggesting: as written, 4 to 30 letters."""
    return {
        word for text in texts for word, _stem in _words(fold(text).split()) if 4 <= len(word) <= 30 and word.isalpha()
    }


def phrase_of(text: str) -> Phrase:
    """Return the stems that tell a phrase of the trade: « sans abri » is not « abri », nor « mal-être » « mal ».

    Empty words that tell (`parlants`) count where one word alone would be left of the phrase.
    """
    found = stems(text)
    return tuple(stem(word) for word in fold(text).split() if _tells(word, found)) if len(found) == 1 else found


def analyse_query(text: str) -> TextQuery:
    """Cut a query into groups of alternatives; no group when only empty words were typed.

    What the trade knows says what is sought: the other words beside it are details.
    """
    words = _words(_without_openings(fold(text).split()), _silent_words())
    groups: dict[tuple[Phrase, ...], Group] = {}
    position = 0
    while position < len(words) and len(groups) < MAX_GROUPS:
        length, group = _read_idea(words[position:])
        if group:
            groups.setdefault(group.tokens, group)
        position += length
    found = tuple(groups.values())
    told = tuple(group for group in found if not _is_weak(group)) or found
    known = tuple(group for group in told if _is_known(group))
    sought = tuple(group for group in known if group.words[0] not in _circumstances()) or known or told
    return TextQuery(_joined(sought), tuple(group for group in told if group not in sought))


def _joined(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Make one idea of those that the same trades answer: « dormir dehors », « amende à contester »."""
    joined: dict[object, Group] = {}
    for group in groups:
        same = (group.trades, group.generalists) if group.trades else group.alternatives
        joined[same] = joined[same].with_(group) if same in joined else group
    return tuple(joined.values())


def _read_idea(words: list[tuple[str, str]]) -> tuple[int, Group | None]:
    """Return how many words the first idea takes, and the idea; None when it is but a word that tells nothing alone."""
    from search.synonyms import expand  # read once the analyzer stands

    empty = _empty_words()
    length, alternatives, trades = expand([stem for _word, stem in words])
    told = [word for word, _stem in words[:length]]
    if length > 1 and not empty.isdisjoint(told):
        return length, Group(" ".join(told), alternatives, *trades)
    if words[0][0] in empty:
        return 1, None
    bare = [(position, word, stem) for position, (word, stem) in enumerate(words) if word not in empty]
    length, alternatives, trades = expand([stem for _position, _word, stem in bare])
    typed = " ".join(word for _position, word, _stem in bare[:length])
    return bare[length - 1][0] + 1, Group(typed, alternatives, *trades)


def speaks_of_border(text: str) -> bool:
    """Tell whether a text speaks of the neighbouring country: « travailler en Belgique »."""
    return not _border_words().isdisjoint(fold(text).split())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word, that of its masculine for a trade: « conseillère », « médiatrice »."""
    return _stemmer().stemWord(_FEMININE.sub(_masculine, word))


def _masculine(ending: re.Match[str]) -> str:
    return MASCULINES[ending["feminine"]]


def _words(words: Iterable[str], empty: frozenset[str] | None = None) -> list[tuple[str, str]]:
    empty = _empty_words() if empty is None else empty
    return [(word, stem(word)) for word in words if word not in empty]


def _without_openings(words: Sequence[str]) -> list[str]:
    """Leave out « je cherche », « j'ai besoin d'aide pour » and the like, wherever they stand."""
    openings, kept, position = _openings(), [], 0
    while position < len(words):
        for opening in openings.get(words[position], ()):
            if tuple(words[position : position + len(opening)]) == opening:
                position += len(opening)
                break
        else:
            kept.append(words[position])
            position += 1
    return kept


def _is_weak(group: Group) -> bool:
    """Tell whether an idea says little when another is there: « arrêter », « problème », « pas cher »."""
    words = group.typed.split()
    return (len(words) == 1 or not _is_known(group)) and _weak_words().issuperset(words)


def _is_known(group: Group) -> bool:
    """Tell whether an idea is one of the trade: it has synonyms."""
    return len(group.alternatives) > 1 or bool(group.trades or group.generalists)


def _tells(word: str, found: Phrase) -> bool:
    return word in _telling_words() or stem(word) in found


def _stemmer() -> Any:
    """Return this thread's stemmer: it keeps the word it works on, so two threads must not share one."""
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = snowballstemmer.stemmer("french")
    return _of_thread.stemmer


@cache
def _stop_data() -> dict:
    return yaml.safe_load((DATA / "mots_vides.yaml").read_text("utf-8"))


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(fold(_stop_data()["mots"]).split())


@cache
def _telling_words() -> frozenset[str]:
    return frozenset(fold(_stop_data()["parlants"]).split())


@cache
def _border_words() -> frozenset[str]:
    return frozenset(fold(_stop_data()["frontiere"]).split())


@cache
def _silent_words() -> frozenset[str]:
    """Return the empty words that never tell anything, not even in a phrase of the trade."""
    return _empty_words() - _telling_words()


@cache
def _weak_words() -> frozenset[str]:
    return frozenset(fold(_stop_data()["faibles"]).split())


@cache
def _circumstances() -> frozenset[Phrase]:
    return frozenset(stems(said) for said in _stop_data()["circonstances"])


@cache
def _openings() -> dict[str, list[Phrase]]:
    """Return the openings of sentences by their first word, longest first."""
    openings: dict[str, list[Phrase]] = {}
    phrases = {tuple(fold(phrase).split()) for phrase in _stop_data()["tournures"]}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        openings.setdefault(phrase[0], []).append(phrase)
    return openings

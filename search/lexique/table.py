"""Lines of synonyms made into a table: by phrase, what may match in its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from geo.folding import fold
from search.analysis import Phrase, stems, surface_words
from search.lexique.lines import Ligne, Sens

Alternatives = dict[Phrase, tuple[Phrase, ...]]


@dataclass(frozen=True)
class Table:
    """The alternatives of each phrase, itself first; what the phrases look like, and the words they are made of."""

    alternatives: Alternatives
    longest: int  # words of the longest phrase
    spelled: dict[Phrase, str]  # folded, as the first line that says it spells it
    words: frozenset[str]  # folded, worth suggesting
    titles: tuple[str, ...]  # the first way of saying of each line, as written
    stems: frozenset[str]  # of every phrase
    accents: dict[str, str]  # words as written, by their folded form where it differs

    def accented(self, folded: str) -> str:
        """Return a folded text with the accents of the words that are known."""
        return " ".join(self.accents.get(word, word) for word in folded.split())


def build(lines: Iterable[Ligne]) -> Table:
    """Return the table of some lines. One-way lines see the equivalents of what they find, not each other."""
    lines = tuple(lines)
    found: dict[Phrase, dict[Phrase, None]] = {}
    for line in lines:
        if line.sens == Sens.EQUIVALENTS:
            _add(found, _phrases(line.dit), _phrases(line.dit))
    equivalents = {phrase: tuple(others) for phrase, others in found.items()}
    for line in lines:
        if line.sens == Sens.ELARGIT:
            targets = [other for phrase in _phrases(line.trouve) for other in equivalents.get(phrase, (phrase,))]
            _add(found, _phrases(line.dit), targets)
    texts = list(chain.from_iterable((*line.dit, *line.trouve) for line in lines))
    spelled: dict[Phrase, str] = {}
    for text in texts:
        spelled.setdefault(stems(text), fold(text))
    return Table(
        alternatives={phrase: _shortest(phrase, others) for phrase, others in found.items()},
        longest=max(map(len, found), default=0),
        spelled=spelled,
        words=frozenset(surface_words(texts)),
        titles=tuple(dict.fromkeys(line.dit[0] for line in lines if line.dit)),
        stems=frozenset(chain.from_iterable(map(stems, texts))),
        accents=_accents(texts),
    )


def _accents(texts: Iterable[str]) -> dict[str, str]:
    """Return the accented words, as the first text that has one writes it."""
    accents: dict[str, str] = {}
    for word in chain.from_iterable(re.findall(r"\w+", text.lower()) for text in texts):
        if fold(word) != word and " " not in fold(word):
            accents.setdefault(fold(word), word)
    return accents


def _phrases(texts: Iterable[str]) -> list[Phrase]:
    return [phrase for phrase in map(stems, texts) if phrase]


def _add(found: dict[Phrase, dict[Phrase, None]], said: Iterable[Phrase], targets: Iterable[Phrase]) -> None:
    for phrase in said:
        found.setdefault(phrase, {phrase: None}).update(dict.fromkeys(targets))


def _shortest(phrase: Phrase, others: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Drop the alternatives that another one contains: "hous" makes "social hous" useless."""
    sets = [frozenset(other) for other in others]
    kept = [other for other in others if not any(smaller < frozenset(other) for smaller in sets)]
    return (phrase, *(other for other in kept if other != phrase))

"""Lines of synonyms made into a table: by phrase, what may match in its place."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from geo.folding import fold
from search.analysis import Phrase, phrase_of, stems, surface_words
from search.lexique.lines import Ligne, Sens, shipped_generalists

Alternatives = dict[Phrase, tuple[Phrase, ...]]


class Trades(NamedTuple):
    """Who answers a phrase: those whose trade it is, and those who deal with it among all the rest."""

    own: tuple[Phrase, ...] = ()
    generalists: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Table:
    """By phrase (`analysis.phrase_of`), what may match in its place, itself first, and who answers it."""

    alternatives: Alternatives
    trades: dict[Phrase, Trades]
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
            _add(found, line.dit, map(_findable, line.dit))
    equivalents = {phrase: tuple(others) for phrase, others in found.items()}
    for line in lines:
        if line.sens == Sens.ELARGIT:
            targets = [other for text in line.trouve for other in equivalents.get(phrase_of(text), (stems(text),))]
            _add(found, line.dit, targets)
    trades: dict[Phrase, dict[Phrase, None]] = {}
    for line in lines:
        if line.sens == Sens.METIERS:
            _add(found, line.dit, ())
            _add(trades, line.dit, map(stems, line.trouve))
    _share(trades, [line.dit for line in lines if line.sens == Sens.EQUIVALENTS])
    everything = frozenset(map(stems, shipped_generalists()))
    texts = list(chain.from_iterable((*line.dit, *line.trouve) for line in lines))
    spelled: dict[Phrase, str] = {}
    for text in texts:
        spelled.setdefault(stems(text), fold(text))
    return Table(
        alternatives={phrase: _shortest(others) for phrase, others in found.items()},
        trades={phrase: _split(_shortest(others)[1:], everything) for phrase, others in trades.items()},
        longest=max(map(len, found), default=0),
        spelled=spelled,
        words=frozenset(surface_words(texts)),
        titles=tuple(dict.fromkeys(line.dit[0] for line in lines if line.dit)),
        stems=frozenset(chain.from_iterable(map(stems, texts))),
        accents=_accents(texts),
    )


def _share(trades: dict[Phrase, dict[Phrase, None]], lines: Iterable[Iterable[str]]) -> None:
    """Give the ways of saying one thing that no line names the trades that answer the others."""
    shared = [([text for text in said if phrase_of(text) not in trades], said) for said in lines]
    found = {phrase: tuple(others)[1:] for phrase, others in trades.items()}
    for unnamed, said in shared:
        if others := [other for text in said for other in found.get(phrase_of(text), ())]:
            _add(trades, unnamed, others)


def _split(trades: Iterable[Phrase], everything: Collection[Phrase]) -> Trades:
    """Part those whose trade it is from those that deal with everything."""
    trades = tuple(trades)
    return Trades(
        tuple(phrase for phrase in trades if phrase not in everything),
        tuple(phrase for phrase in trades if phrase in everything),
    )


def _findable(text: str) -> Phrase:
    """Return the stems that find a phrase, none when they are not enough: « psy EN » is not any « psy »."""
    found = stems(text)
    return found if found == phrase_of(text) else ()


def _accents(texts: Iterable[str]) -> dict[str, str]:
    """Return the accented words, as the first text that has one writes it."""
    accents: dict[str, str] = {}
    for word in chain.from_iterable(re.findall(r"\w+", text.lower()) for text in texts):
        if fold(word) != word and " " not in fold(word):
            accents.setdefault(fold(word), word)
    return accents


def _add(found: dict[Phrase, dict[Phrase, None]], said: Iterable[str], targets: Iterable[Phrase]) -> None:
    """Add what may match in the place of each of these texts: itself first, without its empty words."""
    others = dict.fromkeys(target for target in targets if target)
    for text in said:
        if phrase := phrase_of(text):
            found.setdefault(phrase, {stems(text): None}).update(others)


def _shortest(others: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Drop the alternatives that another one contains, but the first: "hous" makes "social hous" useless."""
    itself, *rest = others
    sets = [frozenset(other) for other in (itself, *rest)]
    return (itself, *(other for other in rest if not any(smaller < frozenset(other) for smaller in sets)))

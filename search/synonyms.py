"""Synonyms of the trade: « mission loc » finds « mission locale », « thune » finds aid.

They widen the query, never the index: editing `data/synonymes.yaml` needs no rebuild.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import yaml

from search.analysis import DATA, Phrase, stems

Table = dict[Phrase, tuple[Phrase, ...]]


def expand(words: Sequence[str]) -> tuple[int, tuple[Phrase, ...]]:
    """Read the longest known phrase at the head of a non-empty list of stems.

    Return how many stems it takes and the alternatives that may match in its place, itself
    first. An unknown word stands for itself.
    """
    table, longest = synonym_table()
    for length in range(min(longest, len(words)), 0, -1):
        phrase = tuple(words[:length])
        if phrase in table:
            return length, table[phrase]
    return 1, ((words[0],),)


@cache
def synonym_table() -> tuple[Table, int]:
    """Return the alternatives of each phrase, and the length in words of the longest phrase."""
    data = yaml.safe_load((DATA / "synonymes.yaml").read_text("utf-8"))
    found: dict[Phrase, dict[Phrase, None]] = {}
    for line in data["equivalents"]:
        _add(found, _phrases(line), _phrases(line))
    # One-way lines see the equivalents of what they find, not each other.
    equivalents = {phrase: tuple(others) for phrase, others in found.items()}
    for line in data["elargit"]:
        targets = [other for phrase in _phrases(line["trouve"]) for other in equivalents.get(phrase, (phrase,))]
        _add(found, _phrases(line["dit"]), targets)
    table = {phrase: _shortest(phrase, others) for phrase, others in found.items()}
    return table, max(map(len, table))


def _phrases(line: Iterable[str]) -> list[Phrase]:
    return [phrase for phrase in (stems(str(text)) for text in line) if phrase]


def _add(
    found: dict[Phrase, dict[Phrase, None]],
    said: Iterable[Phrase],
    targets: Iterable[Phrase],
) -> None:
    for phrase in said:
        found.setdefault(phrase, {phrase: None}).update(dict.fromkeys(targets))


def _shortest(phrase: Phrase, others: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Drop the alternatives that another one contains: "hous" makes "social hous" useless."""
    sets = [frozenset(other) for other in others]
    kept = [other for other in others if not any(smaller < frozenset(other) for smaller in sets)]
    return (phrase, *(other for other in kept if other != phrase))

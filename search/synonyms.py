"""Synonyms of the trade: « mission loc » finds « mission locale », « thune » finds aid.

They widen the query, never the index: changing them needs no rebuild. The lines are those of
`search.lexique`: `data/synonymes.yaml`, and what editors made of it.
"""

from collections.abc import Sequence

from search.analysis import Phrase
from search.lexique.memory import get_lexique
from search.lexique.table import Trades


def expand(words: Sequence[str]) -> tuple[int, tuple[Phrase, ...], Trades]:
    """Read the longest known phrase at the head of a non-empty list of stems.

    Return how many stems it takes, the alternatives that may match in its place, itself first,
    and who answers it. An unknown word stands for itself.
    """
    table = get_lexique().table
    for length in range(min(table.longest, len(words)), 0, -1):
        phrase = tuple(words[:length])
        if phrase in table.alternatives:
            return length, table.alternatives[phrase], table.trades.get(phrase, Trades())
    return 1, ((words[0],),), Trades()

"""Names by what one types of them, best first, in microseconds.

Every name stands once per word that opens it ("saint pol sur mer", "pol sur mer", "mer")
in one sorted list: what starts with some text is a slice of it. The best of each long
slice are computed beforehand.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum
from heapq import nsmallest

from geo.gazetteer.forms import LINKS, bare
from geo.gazetteer.names import Nom

# A slice this long is sorted at each call (some 10 µs); the best of a longer one are kept.
SHORT_SLICE = 48
KEPT = 50

_AFTER = "{"  # sorts after every character of a folded name
_RANK_BITS = 20
_NAME_MASK = (1 << _RANK_BITS) - 1


class Position(IntEnum):
    """Where the typed text stands in a name: the smaller, the better."""

    EXACT = 0
    START = 1
    START_OTHER_NAME = 2
    WORD = 3
    WORD_OTHER_NAME = 4
    INSIDE = 5
    NEAR = 6


class PrefixIndex:
    """The sorted list of openings of `names`, which come best commune first."""

    def __init__(self, names: Sequence[Nom]):
        self.names = names
        openings = sorted(_openings(names))
        self._keys = [key for key, _ in openings]
        # Position, then place in `names` (its rank), packed in one integer that sorts right.
        self._values = array("Q", (value for _, value in openings))
        self._best: dict[str, array] = {}
        self._keep_best("", 0, len(self._keys))

    def _keep_best(self, prefix: str, low: int, high: int) -> None:
        """Note the best of each slice longer than `SHORT_SLICE` below `prefix`."""
        depth = len(prefix)
        while low < high and len(self._keys[low]) == depth:
            low += 1
        while low < high:
            child = self._keys[low][: depth + 1]
            end = bisect_left(self._keys, child + _AFTER, low, high)
            if end - low > SHORT_SLICE:
                self._best[child] = array("Q", nsmallest(KEPT, self._values[low:end]))
                self._keep_best(child, low, end)
            low = end

    def best(self, text: str) -> Iterator[tuple[Position, Nom]]:
        """Yield the best names with a word that starts with `text`: at most `KEPT` if they are many."""
        return self._decode(self._best.get(text) or self._slice(text))

    def all(self, text: str) -> Iterator[tuple[Position, Nom]]:
        """Yield every name with a word that starts with `text`, best first."""
        return self._decode(self._slice(text))

    def _slice(self, text: str) -> list[int]:
        low = bisect_left(self._keys, text)
        return sorted(self._values[low : bisect_left(self._keys, text + _AFTER, low)])

    def _decode(self, values: Sequence[int]) -> Iterator[tuple[Position, Nom]]:
        for value in values:
            yield Position(value >> _RANK_BITS), self.names[value & _NAME_MASK]


def _openings(names: Sequence[Nom]) -> Iterator[tuple[str, int]]:
    for rank, nom in enumerate(names):
        other = 0 if nom.is_official else 1
        start = (Position.START + other) << _RANK_BITS | rank
        word = (Position.WORD + other) << _RANK_BITS | rank
        yield nom.forme, start
        without_article = bare(nom.forme)
        if without_article != nom.forme:
            yield without_article, start
        words = nom.forme.split()
        for index in range(1, len(words)):
            rest = " ".join(words[index:])
            if words[index] not in LINKS and rest != without_article:
                yield rest, word

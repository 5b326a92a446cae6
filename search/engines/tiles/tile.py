"""One tile: columns of what ranks its documents, and where each word is."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from math import nan
from sys import intern
from typing import Any

from search.analysis import TRADE, Phrase
from search.engines.cards import Card

COLUMNS = "id, key, facets, quality, freshness, commune, x, y, z, title_words, keyword_words, tokens"
CARD_WEIGHT = 4  # of a card, when a document weighs 1

Ranks = Collection[int]  # of documents in the tile
Phrases = Iterable[Phrase]  # that say one idea: any of them


class Reach:
    """Whom a document is for, as tokens: zones served (none: everyone), communes left out, sites that show it."""

    __slots__ = ("left_out", "sites", "zones")

    def __init__(self, tokens: tuple[str, ...]):
        self.zones, self.left_out, self.sites = (
            frozenset(token for token in tokens if token.startswith(prefix)) for prefix in ("z_", "n_", "w_")
        )


_reach = lru_cache(maxsize=50_000)(Reach)  # few are distinct: documents share them


class Tile:
    """Documents read together. Once it is made it only gains cards: threads share it."""

    __slots__ = (
        "cards", "communes", "facets", "freshness", "ids", "keys", "keyword_words", "qualities", "reaches",
        "size", "title_words", "towns", "words", "x", "y", "z",
    )  # fmt: skip

    def __init__(self, rows: Sequence[Sequence[Any]]):
        """Read rows of COLUMNS."""
        columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS.split(","))
        self.ids, self.keys, facets, self.qualities, self.freshness, communes, *rest = columns
        *points, self.title_words, self.keyword_words, tokens = rest
        self.facets, self.communes = tuple(map(intern, facets)), tuple(map(intern, communes))
        self.towns = frozenset(self.communes)
        # What is nowhere is near nothing: no comparison holds.
        self.x, self.y, self.z = (array("d", (nan if v is None else v for v in axis)) for axis in points)
        self.cards: dict[int, Card] = {}  # by id, those that were shown
        self.words: dict[str, array] = {}
        self.reaches: list[Reach] = []
        for rank, text in enumerate(tokens):
            self._place(rank, text.split())
        trades = [token for token in self.words if token.startswith(TRADE)]
        for token in trades:  # most words of a title are nowhere else
            word = token.removeprefix(TRADE)
            if self.words[token] == self.words.get(word):
                self.words[token] = self.words[word]
        self.size = len(self.ids) + len(self.words) - len(trades)

    def __len__(self) -> int:
        """Tell how much it holds: documents, words, and cards, which are longer."""
        return self.size + CARD_WEIGHT * len(self.cards)

    def holding(self, ideas: Iterable[Phrases]) -> Ranks:
        """Return the documents that hold every idea, all of them when there is none."""
        found: set[int] | None = None
        for phrases in ideas:
            held = self.holding_any(phrases)
            found = held if found is None else found & held
            if not found:
                return ()
        return range(len(self.ids)) if found is None else found

    def ideas(self, ideas: Iterable[Phrases]) -> dict[int, int]:
        """Return the documents that hold one idea at least, with a bit for each one held."""
        bits: dict[int, int] = {}
        for bit, phrases in enumerate(ideas):
            for rank in self.holding_any(phrases):
                bits[rank] = bits.get(rank, 0) | 1 << bit
        return bits

    def holding_any(self, phrases: Phrases) -> set[int]:
        """Return the documents that hold every word of a phrase at least."""
        found: set[int] = set()
        for first, *others in phrases:
            held = self.words.get(first)
            if held is None:
                continue
            if others:
                found |= set(held).intersection(*(self.words.get(stem, ()) for stem in others))
            else:
                found.update(held)
        return found

    def _place(self, rank: int, tokens: list[str]) -> None:
        """Note where the words of a document are, and whom it is for: words bear no « _ », but those of its trade."""
        for token in tokens:
            if "_" not in token or token.startswith(TRADE):
                if token not in self.words:
                    self.words[intern(token)] = array("H")
                self.words[token].append(rank)
        self.reaches.append(_reach(tuple(intern(token) for token in tokens if token[:2] in ("z_", "n_", "w_"))))

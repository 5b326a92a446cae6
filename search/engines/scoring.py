"""Points of the words of a query, read from the stems of titles and keywords."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis import Group, TextQuery
from search.ranking import word_points


@dataclass(frozen=True, slots=True)
class WordScorer:
    """Gives the points of `ranking` to texts made of stems between spaces (" stem stem ")."""

    finders: tuple["Finder", ...]
    anywhere: int
    in_keywords: int
    in_title: int

    @classmethod
    def of(cls, query: TextQuery) -> "WordScorer":
        """Prepare the scoring of a query."""
        finders = tuple(map(Finder.of, query.groups))
        return cls(finders, *word_points(len(finders)))

    def points(self, title: str, keywords: str, tokens: str = "") -> int:
        """Return the points of a document. Without `tokens`, it is known to hold every idea."""
        points = 0 if tokens else self.anywhere * len(self.finders)
        for finder in self.finders:
            if tokens and finder.finds(tokens):
                points += self.anywhere
            if finder.finds(keywords):
                points += self.in_keywords
            if finder.finds(title):
                points += self.in_title
        return points

    def ideas(self, tokens: str) -> int:
        """Return how many ideas of the query the tokens of a document hold."""
        return sum(finder.finds(tokens) for finder in self.finders)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds one of the alternatives of a group in a text of stems."""

    words: re.Pattern[str] | None  # alternatives of one stem
    phrases: tuple[tuple[str, ...], ...]  # the others, each stem between spaces

    @classmethod
    def of(cls, group: Group) -> "Finder":
        words = [phrase[0] for phrase in group.alternatives if len(phrase) == 1]
        return cls(
            re.compile(f" (?:{'|'.join(words)}) ") if words else None,
            tuple(tuple(f" {stem} " for stem in phrase) for phrase in group.alternatives if len(phrase) > 1),
        )

    def finds(self, text: str) -> bool:
        """Tell whether an alternative has all its stems in the text."""
        if self.words is not None and self.words.search(text):
            return True
        return bool(self.phrases) and any(all(stem in text for stem in phrase) for phrase in self.phrases)


def words_missing(query: TextQuery, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ideas, as typed, that at least one of the texts does not hold."""
    texts = list(texts)
    return tuple(group.typed for group in query.groups if not all(map(Finder.of(group).finds, texts)))

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

    def points(self, title: str, keywords: str, tokens: str | None = None) -> tuple[int, int]:
        """Return the points of a document, and the number of ideas that it holds.

        Without `tokens`, the document is known to hold them all.
        """
        points = held = 0
        for finder in self.finders:
            if tokens is None or finder.finds(tokens):
                held += 1
                points += self.anywhere
            if finder.finds(keywords):
                points += self.in_keywords
            if finder.finds(title):
                points += self.in_title
        return points, held


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
        if not text:
            return False
        if self.words is not None and self.words.search(text):
            return True
        return any(all(stem in text for stem in phrase) for phrase in self.phrases)


def words_missing(query: TextQuery, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ideas, as typed, that at least one of the texts does not hold."""
    texts = list(texts)
    return tuple(group.typed for group in query.groups if not all(map(Finder.of(group).finds, texts)))

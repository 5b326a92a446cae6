"""Stretches of a text that say a filter: where they stand, and the text without them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo.folding import fold

_WORD = re.compile(r"\w+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A value of a parameter said in the text, or the place (`field` "place", its public code).

    `value` is None when what is said may mean several values. `kept` is what stays searched for.
    """

    field: str
    value: object
    span: Span
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is said but may mean several things: what to ask, the values and what to call them."""

    field: str
    title: str
    options: tuple[tuple[object, str], ...] = ()


class Sentence:
    """A text folded word by word, whose matches are found back in the text as written."""

    def __init__(self, text: str):
        self.text = text
        found = ((fold(match[0]), match.span()) for match in _WORD.finditer(text))
        self._words = [(word, span) for word, span in found if word]
        self.folded = " ".join(word for word, _span in self._words)

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the folded text, cut at words, stands in the text."""
        position, first, last = 0, None, None
        for word, span in self._words:
            if position < end and position + len(word) > start:
                first = span[0] if first is None else first
                last = span[1]
            position += len(word) + 1
        if first is None or last is None:
            raise ValueError((start, end))
        return first, last


def strike(text: str, mentions: Iterable[Mention]) -> str:
    """Return the text without these stretches, single spaces between what is left."""
    for mention in sorted(mentions, key=lambda mention: mention.span, reverse=True):
        start, end = mention.span
        text = f"{text[:start]} {mention.kept} {text[end:]}"
    return " ".join(text.split())


def blank(text: str, mentions: Iterable[Mention]) -> str:
    """Return the text with spaces instead of these stretches: what is left stands where it stood."""
    for mention in mentions:
        start, end = mention.span
        text = text[:start] + " " * (end - start) + text[end:]
    return text

"""Queries that speak of danger: whom to call comes first, and nothing of them is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.folding import fold
from search.lexique.lines import Expression, shipped_dangers
from search.lexique.memory import get_lexique

SMS_ONLY = {"114"}


@dataclass(frozen=True, slots=True)
class Numero:
    """A number to call, or to write to."""

    numero: str
    nom: str
    quand: str = ""

    @property
    def href(self) -> str:
        return f"{'sms' if self.numero in SMS_ONLY else 'tel'}:{self.numero}"


@dataclass(frozen=True, slots=True)
class Urgence:
    """A kind of danger: what to say, and whom to call."""

    cle: str
    message: str
    numeros: tuple[Numero, ...]


def detect(text: str) -> tuple[Urgence, ...]:
    """Return the dangers that a text speaks of, the gravest first; empty for nearly every query."""
    folded = fold(text)
    patterns = _patterns(get_lexique().expressions)
    return tuple(_urgence(danger) for danger in shipped_dangers() if _speaks_of(patterns, danger["cle"], folded))


def _speaks_of(patterns: Mapping[str, re.Pattern[str]], cle: str, folded: str) -> bool:
    return cle in patterns and patterns[cle].search(folded) is not None


def _urgence(entry: Mapping) -> Urgence:
    numbers = tuple(Numero(number["numero"], number["libelle"]) for number in entry["numeros"])
    return Urgence(entry["cle"], entry["message"], numbers)


@lru_cache(maxsize=4)
def _patterns(expressions: tuple[Expression, ...]) -> dict[str, re.Pattern[str]]:
    """Match, by danger, any of its expressions as whole words, or as beginnings of words for those ending in *."""
    parts: dict[str, list[str]] = {}
    for expression in expressions:
        end = r"\w*" if expression.texte.endswith("*") else ""
        parts.setdefault(expression.danger, []).append(fold(expression.texte) + end)
    return {danger: re.compile(rf"\b(?:{'|'.join(texts)})\b") for danger, texts in parts.items()}

"""Queries that speak of danger: whom to call comes first, and nothing of them is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from geo.folding import fold
from search.analysis import DATA

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
    return tuple(urgence for urgence, pattern in _known() if pattern.search(folded))


@cache
def _known() -> tuple[tuple[Urgence, re.Pattern[str]], ...]:
    entries = yaml.safe_load((DATA / "urgences.yaml").read_text("utf-8"))
    return tuple((_urgence(entry), _pattern(entry["expressions"])) for entry in entries)


def _urgence(entry: Mapping) -> Urgence:
    numbers = tuple(Numero(number["numero"], number["libelle"]) for number in entry["numeros"])
    return Urgence(entry["cle"], entry["message"], numbers)


def _pattern(expressions: list[str]) -> re.Pattern[str]:
    """Match any of the expressions as whole words, or as beginnings of words for those ending in *."""
    parts = [fold(text) + (r"\w*" if text.endswith("*") else "") for text in expressions]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")

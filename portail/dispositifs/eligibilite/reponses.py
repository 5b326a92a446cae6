"""Answers with three values: a question left aside is unknown, never a no (Kleene's strong logic)."""

from collections.abc import Iterable
from enum import IntEnum


class Reponse(IntEnum):
    """In order, so that « all » is the least and « at least one » the greatest."""

    NON = 0
    INCONNU = 1
    OUI = 2

    def __invert__(self) -> "Reponse":
        return Reponse(2 - self)


def all_of(reponses: Iterable[Reponse]) -> Reponse:
    """Return OUI when there is nothing to ask."""
    return min(reponses, default=Reponse.OUI)


def any_of(reponses: Iterable[Reponse]) -> Reponse:
    """Return NON when there is nothing to choose from."""
    return max(reponses, default=Reponse.NON)

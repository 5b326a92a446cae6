"""What somebody tells of themselves: where, an age band, and what is true of them. Each part may be left unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Self

from search.places import Place

from .situations import Question

AGE_POSSIBLE = (0, 120)  # years: what is known of the age of somebody who does not say


@dataclass(frozen=True, slots=True)
class Profil:
    """`age` is a band in whole years, both ends included. `faits` holds the questions answered, and what is true.

    A question that is not in `faits` was left aside; one with an empty set was answered « none of these ».
    """

    place: Place | None = None
    age: tuple[int, int] | None = None
    faits: Mapping[Question, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_empty(self) -> bool:
        return self.place is None and self.age is None and not self.faits


@dataclass(frozen=True, slots=True)
class Instant:
    """When a rule is read: a day, and how many years older the person has become meanwhile."""

    jour: date
    ans: int = 0

    def later(self, **changes) -> Self:
        return replace(self, **changes)

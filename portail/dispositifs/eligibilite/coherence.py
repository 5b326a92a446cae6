"""Whether anybody at all can satisfy a rule; when nobody can, which conditions contradict each other.

A rule is opened branch by branch until what it asks of one person is a list of criteria, and given up at the first
clash. Two territories of one kind do not overlap; those of different kinds may.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from search.sources import ZoneServie

from .profil import AGE_POSSIBLE
from .regles import Age, AuMoinsUne, Critere, Parmi, Periode, Regle, Territoire, Toutes
from .situations import QUESTIONS_UNIQUES, SITUATIONS

ALL_AGES = frozenset(range(AGE_POSSIBLE[0], AGE_POSSIBLE[1] + 1))


@dataclass(frozen=True, slots=True)
class _Person:
    """All that is asked of somebody so far. Each method returns the person with one thing more, None at a clash."""

    ages: frozenset[int] = ALL_AGES
    true: frozenset[str] = frozenset()  # situations
    false: frozenset[str] = frozenset()
    inside: frozenset[ZoneServie] = field(default=frozenset())
    outside: frozenset[ZoneServie] = field(default=frozenset())
    first_day: date = date.min
    last_day: date = date.max

    def aged(self, ages: frozenset[int]) -> "_Person | None":
        left = self.ages & ages
        return replace(self, ages=left) if left else None

    def being(self, code: str) -> "_Person | None":
        true = self.true | {code}
        question = SITUATIONS[code].question
        alone = question not in QUESTIONS_UNIQUES or sum(SITUATIONS[one].question == question for one in true) == 1
        return replace(self, true=true) if alone and code not in self.false else None

    def not_being(self, codes: tuple[str, ...]) -> "_Person | None":
        return None if self.true.intersection(codes) else replace(self, false=self.false.union(codes))

    def living_in(self, zone: ZoneServie) -> "_Person | None":
        clash = zone in self.outside or any(_apart(zone, other) for other in self.inside)
        return None if clash else replace(self, inside=self.inside | {zone})

    def living_out_of(self, zones: tuple[ZoneServie, ...]) -> "_Person | None":
        return None if self.inside.intersection(zones) else replace(self, outside=self.outside.union(zones))

    def between(self, first: date | None, last: date | None) -> "_Person | None":
        first, last = max(self.first_day, first or date.min), min(self.last_day, last or date.max)
        return replace(self, first_day=first, last_day=last) if first <= last else None


def _apart(one: ZoneServie, other: ZoneServie) -> bool:
    same_kind = (one.genre, one.pays) == (other.genre, other.pays)
    return one.pays != other.pays or (same_kind and one.code != other.code)


def is_satisfiable(regle: Regle) -> bool:
    """Tell whether somebody, some day, may satisfy the rule."""
    return _fits((regle,), _Person())


def contradiction(regle: Toutes) -> tuple[Regle, ...]:
    """Return the fewest of its conditions, in their order, that nobody satisfies together; none when somebody can."""
    if is_satisfiable(regle):
        return ()
    kept = list(regle.regles)
    for condition in regle.regles:
        fewer = [other for other in kept if other is not condition]
        if not is_satisfiable(Toutes(tuple(fewer))):
            kept = fewer
    return tuple(kept)


def _fits(asked: tuple[Regle, ...], person: _Person | None) -> bool:
    """Tell whether somebody who is all that `person` holds may also satisfy every rule of `asked`."""
    if person is None:
        return False
    if not asked:
        return True
    first, *others = asked
    rest = tuple(others)
    match first:
        case Toutes(regles=regles):
            return _fits((*regles, *rest), person)
        case AuMoinsUne(regles=regles):
            return any(_fits((one, *rest), person) for one in regles)
        case Critere():
            return any(_fits(rest, after) for after in _ways(first, person))
    raise TypeError(f"unknown kind of rule: {first!r}")


def _ways(critere: Critere, person: _Person) -> list[_Person | None]:
    """Return the ways a person may satisfy a criterion."""
    match critere:
        case Age():
            ages = frozenset(age for age in ALL_AGES if critere.above(age) and critere.below(age))
            return [person.aged(ALL_AGES - ages if critere.inverse else ages)]
        case Parmi(inverse=True):
            return [person.not_being(critere.codes)]
        case Parmi():
            return [person.being(code) for code in critere.codes]
        case Territoire(inverse=True):
            return [person.living_out_of(critere.zones)]
        case Territoire():
            return [person.living_in(zone) for zone in critere.zones]
        case Periode(inverse=False):
            return [person.between(critere.ouverture, critere.cloture)]
    return [person]

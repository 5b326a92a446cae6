"""The language of rules: a few criteria, and three ways to put them together.

Every rule answers `evaluate(profil, instant)`, and says its condition as an infinitive in `say()`. « Not » is pushed
down to the criteria when a rule is built, so that reasons stay sentences: `inverse` turns a criterion over.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from search.places import serves
from search.sources import ZoneServie

from .evaluation import Evaluation, join_all, join_any
from .phrases import say_ages, say_choice, say_day, say_none
from .profil import AGE_POSSIBLE, Instant, Profil
from .reponses import Reponse, any_of
from .situations import SITUATIONS, Situation


class Regle(ABC):
    """A condition that holds, does not, or cannot be told from what is known."""

    @abstractmethod
    def evaluate(self, profil: Profil, instant: Instant) -> Evaluation:
        """Return the answer for somebody at a moment."""

    @abstractmethod
    def negate(self) -> "Regle":
        """Return the rule that holds when this one does not."""

    @abstractmethod
    def say(self) -> str:
        """Return the condition as an infinitive: « avoir entre 16 et 25 ans »."""

    @abstractmethod
    def criteria(self) -> "Iterator[Critere]":
        """Yield the criteria it is made of."""


@dataclass(frozen=True, slots=True)
class Critere(Regle):
    """A rule that is made of no other."""

    inverse: bool = False

    def evaluate(self, profil: Profil, instant: Instant) -> Evaluation:
        reponse = self.direct(profil, instant)
        match ~reponse if self.inverse else reponse:
            case Reponse.OUI:
                return Evaluation(Reponse.OUI, acquis=self.known(profil))
            case Reponse.NON:
                return Evaluation(Reponse.NON, refus=(self.refuse(),))
        return Evaluation(Reponse.INCONNU, a_verifier=(self.ask(profil),))

    @abstractmethod
    def direct(self, profil: Profil, instant: Instant) -> Reponse:
        """Return the answer before `inverse` turns it over."""

    @abstractmethod
    def known(self, profil: Profil) -> tuple[str, ...]:
        """Say what is true of the person: « tu es au lycée »; nothing when that goes without saying."""

    def ask(self, profil: Profil) -> str:
        """Say what is to be checked; by default, the condition."""
        return self.say()

    def refuse(self) -> str:
        """Say what is missing."""
        return _("il faut %(condition)s") % {"condition": self.say()}

    def negate(self) -> Regle:
        return replace(self, inverse=not self.inverse)

    def criteria(self) -> "Iterator[Critere]":
        yield self


@dataclass(frozen=True, slots=True)
class Age(Critere):
    """An age in whole years, both bounds included, at least one given."""

    low: int | None = None
    high: int | None = None

    def direct(self, profil: Profil, instant: Instant) -> Reponse:
        first, last = self.band(profil, instant)
        if self.above(first) and self.below(last):
            return Reponse.OUI
        return Reponse.INCONNU if self.above(last) and self.below(first) else Reponse.NON

    def band(self, profil: Profil, instant: Instant) -> tuple[int, int]:
        """Return the ages that the person may have at that moment."""
        if profil.age is None:
            return AGE_POSSIBLE
        return profil.age[0] + instant.ans, profil.age[1] + instant.ans

    def above(self, age: int) -> bool:
        return self.low is None or age >= self.low

    def below(self, age: int) -> bool:
        return self.high is None or age <= self.high

    def known(self, profil: Profil) -> tuple[str, ...]:
        if profil.age is None:
            return ()
        form = _("tu n’as pas %(ages)s") if self.inverse else _("tu as l’âge : %(ages)s")
        return (form % {"ages": say_ages(self.low, self.high)},)

    def ask(self, profil: Profil) -> str:
        """Ask only for the bound that the band crosses: « avoir 21 ans ou moins »."""
        if profil.age is None or self.inverse:
            return self.say()
        low = None if self.above(profil.age[0]) else self.low
        high = None if self.below(profil.age[1]) else self.high
        return replace(self, low=low, high=high).say() if (low, high) != (None, None) else self.say()

    def say(self) -> str:
        form = _("ne pas avoir %(ages)s") if self.inverse else _("avoir %(ages)s")
        return form % {"ages": say_ages(self.low, self.high)}


@dataclass(frozen=True, slots=True)
class Territoire(Critere):
    """A place to live: inside one of the zones."""

    zones: tuple[ZoneServie, ...] = ()
    noms: tuple[str, ...] = ()  # of the zones, as they are shown

    def direct(self, profil: Profil, instant: Instant) -> Reponse:
        place = profil.place
        if place is None:
            return Reponse.INCONNU
        return Reponse.OUI if any(serves(zone, place) for zone in self.zones) else Reponse.NON

    def known(self, profil: Profil) -> tuple[str, ...]:
        return (_("tu habites à %(nom)s") % {"nom": profil.place.nom},) if profil.place else ()

    def say(self) -> str:
        form = _("ne pas habiter là : %(noms)s") if self.inverse else _("habiter là : %(noms)s")
        return form % {"noms": ", ".join(self.noms)}


@dataclass(frozen=True, slots=True)
class Parmi(Critere):
    """At least one of these situations is true. Inverted: none of them is."""

    codes: tuple[str, ...] = ()

    def direct(self, profil: Profil, instant: Instant) -> Reponse:
        return any_of(self.one(profil, situation) for situation in self.situations)

    def one(self, profil: Profil, situation: Situation) -> Reponse:
        said = profil.faits.get(situation.question)
        if said is None:
            return Reponse.INCONNU
        return Reponse.OUI if situation.code in said else Reponse.NON

    @property
    def situations(self) -> tuple[Situation, ...]:
        return tuple(SITUATIONS[code] for code in self.codes)

    def known(self, profil: Profil) -> tuple[str, ...]:
        """Inverted, every one is false: what is true instead says it better, when something was ticked."""
        if self.inverse:
            asked = {one.question for one in self.situations}
            true = {code for question in asked for code in profil.faits.get(question, ())}
            told = tuple(one.constat for code, one in SITUATIONS.items() if code in true)
            return told or (_("ta situation convient"),)
        return tuple(one.constat for one in self.situations if self.one(profil, one) == Reponse.OUI)

    def ask(self, profil: Profil) -> str:
        """Ask only for what was not said."""
        unsaid = tuple(one.code for one in self.situations if self.one(profil, one) == Reponse.INCONNU)
        return replace(self, codes=unsaid).say()

    def refuse(self) -> str:
        if not self.inverse:
            return _("il faut %(condition)s") % {"condition": self.say()}
        return _("il ne faut pas %(condition)s") % {"condition": say_choice([one.condition for one in self.situations])}

    def say(self) -> str:
        if self.inverse:
            return say_none([one.condition_inverse for one in self.situations])
        return say_choice([one.condition for one in self.situations])


@dataclass(frozen=True, slots=True)
class AVerifier(Critere):
    """What no question asks: always to be checked."""

    texte: str = ""

    def direct(self, profil: Profil, instant: Instant) -> Reponse:
        return Reponse.INCONNU

    def known(self, profil: Profil) -> tuple[str, ...]:
        return ()

    def say(self) -> str:
        return _("que ce ne soit pas ton cas : %(texte)s") % {"texte": self.texte} if self.inverse else self.texte


@dataclass(frozen=True, slots=True)
class Periode(Critere):
    """From a day to another, both included; either may be unknown."""

    ouverture: date | None = None
    cloture: date | None = None

    def direct(self, profil: Profil, instant: Instant) -> Reponse:
        begun = self.ouverture is None or self.ouverture <= instant.jour
        ended = self.cloture is not None and self.cloture < instant.jour
        return Reponse.OUI if begun and not ended else Reponse.NON

    def known(self, profil: Profil) -> tuple[str, ...]:
        if self.cloture is None:
            return ()
        return (_("c’est ouvert jusqu’au %(jour)s") % {"jour": say_day(self.cloture)},)

    def refuse(self) -> str:
        if self.cloture is None:
            return _("ça ouvre le %(jour)s") % {"jour": say_day(self.ouverture)} if self.ouverture else ""
        if self.ouverture is None:
            return _("c’est fermé depuis le %(jour)s") % {"jour": say_day(self.cloture)}
        return _("c’est ouvert du %(debut)s au %(fin)s") % {
            "debut": say_day(self.ouverture),
            "fin": say_day(self.cloture),
        }

    def say(self) -> str:
        return _("le demander à temps : %(periode)s") % {"periode": self.refuse()}


@dataclass(frozen=True, slots=True)
class Groupe(Regle):
    """Rules put together."""

    regles: tuple[Regle, ...] = ()

    def criteria(self) -> Iterator[Critere]:
        for regle in self.regles:
            yield from regle.criteria()


@dataclass(frozen=True, slots=True)
class Toutes(Groupe):
    """Every one holds."""

    def evaluate(self, profil: Profil, instant: Instant) -> Evaluation:
        return join_all([regle.evaluate(profil, instant) for regle in self.regles])

    def negate(self) -> Regle:
        return AuMoinsUne(tuple(regle.negate() for regle in self.regles))

    def say(self) -> str:
        return _(" et ").join(regle.say() for regle in self.regles)


@dataclass(frozen=True, slots=True)
class AuMoinsUne(Groupe):
    """One of them is enough."""

    def evaluate(self, profil: Profil, instant: Instant) -> Evaluation:
        return join_any([regle.evaluate(profil, instant) for regle in self.regles])

    def negate(self) -> Regle:
        return Toutes(tuple(regle.negate() for regle in self.regles))

    def say(self) -> str:
        return say_choice([regle.say() for regle in self.regles])


def aucune(regles: Sequence[Regle]) -> Regle:
    """Return the rule that none of these holds."""
    return AuMoinsUne(tuple(regles)).negate()

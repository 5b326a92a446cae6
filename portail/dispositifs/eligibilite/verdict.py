"""The verdict on somebody: yes, maybe, soon, no. Soon means: no today, but time alone may change that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from .evaluation import Evaluation
from .phrases import say_day
from .profil import Instant, Profil
from .regles import Periode, Regle
from .reponses import Reponse

SOON_YEARS = 3  # beyond, waiting is no plan
SOON_MONTHS = 12  # until an opening


class Genre(IntEnum):
    """From the least to the most favourable."""

    NON = 0
    BIENTOT = 1
    PEUT_ETRE = 2
    OUI = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """`raisons` says why it is so; `a_verifier` what to check; `quand` when, for what is to come."""

    genre: Genre
    raisons: tuple[str, ...] = ()
    a_verifier: tuple[str, ...] = ()
    quand: str = ""
    a_partir_de: int | None = None  # years of age
    ouvre_le: date | None = None


def judge(regle: Regle, profil: Profil, jour: date) -> Verdict:
    """Return the verdict of a rule on somebody, on a day."""
    now = Instant(jour)
    evaluation = regle.evaluate(profil, now)
    match evaluation.reponse:
        case Reponse.OUI:
            return Verdict(Genre.OUI, evaluation.acquis)
        case Reponse.INCONNU:
            return Verdict(Genre.PEUT_ETRE, evaluation.acquis, evaluation.a_verifier)
    for instant in moments_to_come(regle, profil, now):
        later = regle.evaluate(profil, instant)
        if later.reponse != Reponse.NON:
            return _soon(evaluation, _at_that_age(regle, profil, instant, later), profil, now, instant)
    return Verdict(Genre.NON, evaluation.refus)


def moments_to_come(regle: Regle, profil: Profil, now: Instant) -> Iterator[Instant]:
    """Yield the moments when the answer may change: openings, then birthdays, alone and with an opening.

    The eldest of a band has a birthday within a year: the nth one is n - 1 years away at the soonest.
    """
    openings = sorted(set(_openings(regle, now.jour)))
    yield from (now.later(jour=opening) for opening in openings)
    if profil.age is None:
        return
    for ans in range(1, SOON_YEARS + 1):
        soonest = now.jour + relativedelta(years=ans - 1)
        yield Instant(soonest, ans)
        yield from (Instant(opening, ans) for opening in openings if opening > soonest)


def _openings(regle: Regle, jour: date) -> Iterator[date]:
    limit = jour + relativedelta(months=SOON_MONTHS)
    for critere in regle.criteria():
        if isinstance(critere, Periode) and critere.ouverture and jour < critere.ouverture <= limit:
            yield critere.ouverture


def _at_that_age(regle: Regle, profil: Profil, then: Instant, later: Evaluation) -> Evaluation:
    """Return what is left to check at the age that the verdict announces: of a band, only its eldest has it by then."""
    if profil.age is None or not then.ans:
        return later
    eldest = regle.evaluate(replace(profil, age=(profil.age[1], profil.age[1])), then)
    return later if eldest.reponse == Reponse.NON else eldest


def _soon(evaluation: Evaluation, later: Evaluation, profil: Profil, now: Instant, then: Instant) -> Verdict:
    age = profil.age[1] + then.ans if profil.age and then.ans else None
    opens = then.jour if then.jour > now.jour + relativedelta(years=max(then.ans - 1, 0)) else None
    words = [
        _("à partir de %(age)s ans") % {"age": age} if age else "",
        _("ouvre le %(jour)s") % {"jour": say_day(opens)} if opens else "",
    ]
    return Verdict(Genre.BIENTOT, evaluation.refus, later.a_verifier, ", ".join(filter(None, words)), age, opens)

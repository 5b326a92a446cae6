"""Slots as a week: a list by day on a phone, a grid on a desk; and the weeks before and after that have some."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .creneaux import Creneau
from .mots import local, say_day

UNE_SEMAINE = datetime.timedelta(days=7)
JOURS_OUVRES = 5


@dataclass(frozen=True, slots=True)
class Jour:
    """A day and what can be booked then."""

    date: datetime.date
    creneaux: Sequence[Creneau]

    @property
    def titre(self) -> str:
        return say_day(self.date)


@dataclass(frozen=True, slots=True)
class Semaine:
    """A week from Monday: its days, and the Mondays of the weeks with slots around it."""

    lundi: datetime.date
    jours: Sequence[Jour]
    avant: datetime.date | None
    apres: datetime.date | None

    @property
    def titre(self) -> str:
        return _("Semaine du %(jour)s") % {"jour": say_day(self.lundi)}


def monday_of(jour: datetime.date) -> datetime.date:
    return jour - datetime.timedelta(days=jour.weekday())


def days_of(lundi: datetime.date) -> list[datetime.date]:
    """Return the seven days of the week that begins on this Monday."""
    return [lundi + datetime.timedelta(days=n) for n in range(7)]


def read_monday(texte: str) -> datetime.date | None:
    """Return the Monday of the week of a day written 2026-12-07; None for anything else."""
    try:
        return monday_of(datetime.date.fromisoformat(texte)) if len(texte) == len("2026-12-07") else None
    except (ValueError, OverflowError):
        return None


def build_semaine(creneaux: Iterable[Creneau], demandee: datetime.date | None) -> Semaine | None:
    """Return the week asked for, else the first one with slots; None when there is nothing at all.

    A week without any gives the nearest one that has some. Saturday and Sunday are there only when they have slots.
    """
    par_jour: dict[datetime.date, list[Creneau]] = {}
    for creneau in creneaux:
        par_jour.setdefault(local(creneau.debut).date(), []).append(creneau)
    lundis = sorted({monday_of(jour) for jour in par_jour})
    if not lundis:
        return None
    lundi = min(lundis, key=lambda un: abs(un - demandee)) if demandee else lundis[0]
    rang = lundis.index(lundi)
    return Semaine(
        lundi=lundi,
        jours=[
            Jour(jour, par_jour.get(jour, ()))
            for n, jour in enumerate(days_of(lundi))
            if n < JOURS_OUVRES or jour in par_jour
        ],
        avant=lundis[rang - 1] if rang else None,
        apres=lundis[rang + 1] if rang + 1 < len(lundis) else None,
    )

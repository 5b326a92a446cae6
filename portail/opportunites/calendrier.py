"""A month of dates: what closes, what opens, what takes place."""

import calendar
import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .etats import UN_JOUR
from .models import Opportunite
from .vocabulaire import Famille

MOIS_AUTOUR = 12  # months one may look ahead or back
DUREE_MAX = 31  # days of an event drawn in full
CASE_MAX = 3  # dates in a square of the month


@dataclass(frozen=True, slots=True)
class Date:
    """Something on a day: what of the opportunity (ouvre, ferme, lieu) and the opportunity."""

    quoi: str
    mots: str
    offre: Opportunite


@dataclass(slots=True)
class Jour:
    """A square of the month; those that are over, or of the month before, are not told day by day."""

    jour: datetime.date
    du_mois: bool
    aujourdhui: bool
    detaille: bool
    dates: list[Date] = field(default_factory=list)

    @property
    def reste(self) -> int:
        """How many dates a square of the month cannot hold."""
        return len(self.dates) - CASE_MAX


def read_month(texte: str, jour: datetime.date) -> datetime.date:
    """Return the first day of the month written "2026-12"; this month when it is senseless or out of reach."""
    premier = jour.replace(day=1)
    lu = re.fullmatch(r"(\d{4})-(\d{2})", texte)
    if lu is None or not 1 <= int(lu[2]) <= 12 or not datetime.MINYEAR <= int(lu[1]) <= datetime.MAXYEAR:
        return premier
    demande = datetime.date(int(lu[1]), int(lu[2]), 1)
    return demande if abs(months_between(premier, demande)) <= MOIS_AUTOUR else premier


def months_between(un: datetime.date, autre: datetime.date) -> int:
    return (autre.year - un.year) * 12 + autre.month - un.month


def shift(premier: datetime.date, mois: int) -> datetime.date:
    """Return the first day of the month `mois` months later."""
    rang = premier.year * 12 + premier.month - 1 + mois
    return datetime.date(rang // 12, rang % 12 + 1, 1)


def build_month(offres, premier: datetime.date) -> dict[str, Any]:
    """Return the weeks of a month, from Monday to Sunday, with their dates (one query)."""
    aujourdhui = timezone.localdate()
    ce_mois = aujourdhui.replace(day=1)
    depuis = aujourdhui if premier == ce_mois else premier
    semaines = calendar.Calendar().monthdatescalendar(premier.year, premier.month)
    jours = {
        jour: Jour(jour, jour.month == premier.month, jour == aujourdhui, jour >= depuis)
        for semaine in semaines
        for jour in semaine
    }
    debut, fin = semaines[0][0], semaines[-1][-1]
    for offre in _touching(offres, debut, fin):
        for jour, date in dates_of(offre, debut, fin):
            jours[jour].dates.append(date)
    avant, apres = shift(premier, -1), shift(premier, 1)
    return {
        "mois": premier,
        "mois_titre": date_format(premier, "F Y"),
        "semaines": [[jours[jour] for jour in semaine] for semaine in semaines],
        "liste": [vu for vu in jours.values() if vu.dates and vu.detaille],
        "avant": avant if months_between(ce_mois, avant) >= -MOIS_AUTOUR else None,
        "apres": apres if months_between(ce_mois, apres) <= MOIS_AUTOUR else None,
        "jours_semaine": [date_format(jour, "l") for jour in semaines[0]],
    }


def _touching(offres, debut: datetime.date, fin: datetime.date):
    dans_le_mois = (debut, fin)
    return (
        offres.filter(
            Q(ouverture__range=dans_le_mois)
            | Q(echeance__range=dans_le_mois)
            | Q(famille=Famille.EVENEMENT, debut__lte=fin, fin__gte=debut)
            | Q(famille=Famille.EVENEMENT, fin=None, debut__range=dans_le_mois)
        )
        .select_related("commune")
        .order_by("titre", "pk")
    )


def dates_of(offre: Opportunite, debut: datetime.date, fin: datetime.date) -> list[tuple[datetime.date, Date]]:
    """Return the dates of an opportunity between two days, both included."""
    dates = []
    if offre.ouverture:
        dates.append((offre.ouverture, "ouvre"))
    if offre.famille == Famille.EVENEMENT:
        premier, dernier = offre.jours or (debut, debut)
        dernier = min(dernier, premier + DUREE_MAX * UN_JOUR)
        for rang in range((dernier - premier).days + 1):
            dates.append((premier + rang * UN_JOUR, "lieu"))
    elif offre.echeance:
        dates.append((offre.echeance, "ferme"))
    return [(jour, Date(quoi, _say(quoi, jour), offre)) for jour, quoi in dates if debut <= jour <= fin]


def _say(quoi: str, jour: datetime.date) -> str:
    passe = jour < timezone.localdate()
    mots = {
        "ouvre": _("a ouvert") if passe else _("ouvre"),
        "ferme": _("a fermé") if passe else _("ferme"),
        "lieu": _("a eu lieu") if passe else _("a lieu"),
    }
    return mots[quoi]

"""What is said of dates, durations and states, the same in lists, pages, feeds and reminders."""

import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .etats import BIENTOT_JOURS
from .vocabulaire import Famille

SEMAINES_PAR_MOIS = 52 / 12


class Echeance(NamedTuple):
    """How long one still has: `ton` is finie, future, presse or libre; `mots` is ready to be read."""

    ton: str
    mots: str


def say_jour(jour: datetime.date) -> str:
    """Say "mardi 12 mars", with the year when it is not this one; "1er" as the French write it."""
    annee = "" if jour.year == timezone.localdate().year else f" {jour.year}"
    numero = _("1er") if jour.day == 1 else str(jour.day)
    return f"{date_format(jour, 'l')} {numero} {date_format(jour, 'F')}{annee}"


def say_in(days: int) -> str:
    """Say "aujourd’hui", "demain", "dans 12 jours"."""
    if days <= 0:
        return _("aujourd’hui")
    if days == 1:
        return _("demain")
    return _("dans %(n)s jours") % {"n": days}


def say_echeance(
    famille: str,
    *,
    ouverture: datetime.date | None,
    echeance: datetime.date | None,
    debut: datetime.date | None = None,
    cloture: datetime.date | None = None,
    terminee: bool = False,
) -> Echeance:
    """Say where an opportunity stands today. `terminee`: archived, or gone from its feed."""
    jour = timezone.localdate()
    if terminee or (echeance and echeance < jour):
        return Echeance("finie", _("C’est terminé"))
    if ouverture and ouverture > jour:
        return Echeance("future", _("S’ouvre %(quand)s") % {"quand": say_in((ouverture - jour).days)})
    if famille == Famille.EVENEMENT and cloture is None:
        return _say_event(debut or jour, echeance or jour, jour)
    if echeance is None:
        return Echeance("libre", _("Toute l’année") if famille == Famille.LOGEMENT else _("Sans date limite"))
    restants = (echeance - jour).days
    if restants == 0:
        return Echeance("presse", _("Dernier jour pour répondre"))
    if restants <= BIENTOT_JOURS:
        return Echeance("presse", _("Ferme %(quand)s") % {"quand": say_in(restants)})
    return Echeance("libre", _("Jusqu’au %(jour)s") % {"jour": say_jour(echeance)})


def _say_event(debut: datetime.date, fin: datetime.date, jour: datetime.date) -> Echeance:
    if debut < jour:
        return Echeance("presse", _("En ce moment, jusqu’au %(jour)s") % {"jour": say_jour(fin)})
    restants = (debut - jour).days
    quand = say_in(restants)
    ton = "presse" if restants <= BIENTOT_JOURS else "libre"
    return Echeance(ton, _("C’est %(quand)s") % {"quand": quand})


def say_dates(offre) -> str:
    """Say the days that a delay counts to, "" when the delay says them itself: "du 9 décembre au 5 février 2027"."""
    ton = echeance_of(offre).ton
    fin = say_jour(offre.echeance) if offre.echeance and offre.famille != Famille.EVENEMENT else ""
    if ton == "future":
        phrase = _("du %(debut)s au %(fin)s") if fin else _("le %(debut)s")
        return phrase % {"debut": say_jour(offre.ouverture), "fin": fin}
    return _("jusqu’au %(jour)s") % {"jour": fin} if ton == "presse" and fin else ""


def echeance_of(offre) -> Echeance:
    """Say where an opportunity stands today."""
    return say_echeance(
        offre.famille,
        ouverture=offre.ouverture,
        echeance=offre.echeance,
        debut=offre.debut,
        cloture=offre.cloture,
        terminee=bool(offre.archivee_le or offre.retiree_le),
    )


def say_semaines(mini: int | None, maxi: int | None) -> str:
    """Say a duration given in weeks: "3 mois", "2 à 6 semaines", "de 2 semaines à 3 mois"; "" when unknown."""
    bornes = [borne for borne in dict.fromkeys((mini, maxi)) if borne]
    parts = [_weeks_or_months(borne) for borne in bornes]
    if len(parts) < 2:
        return "".join(f"{number} {unit}" for number, unit in parts)
    (low, low_unit), (high, high_unit) = parts
    if low == high and low_unit == high_unit:
        return f"{low} {low_unit}"
    if low_unit.rstrip("s") == high_unit.rstrip("s"):
        return _("%(low)s à %(high)s %(unit)s") % {"low": low, "high": high, "unit": high_unit}
    return _("de %(low)s à %(high)s") % {"low": f"{low} {low_unit}", "high": f"{high} {high_unit}"}


def _weeks_or_months(semaines: int) -> tuple[int, str]:
    if semaines < 8:
        return semaines, ngettext("semaine", "semaines", semaines)
    return round(semaines / SEMAINES_PAR_MOIS), _("mois")


def say_mois(mois: int | None) -> str:
    """Say "8 mois", "2 ans"; "" when unknown."""
    if not mois:
        return ""
    if mois % 12 == 0:
        return ngettext("%(n)s an", "%(n)s ans", mois // 12) % {"n": mois // 12}
    return _("%(n)s mois") % {"n": mois}


def say_heure(heure: datetime.time) -> str:
    """Say "14 h", "9 h 30"."""
    return f"{heure.hour}\u00a0h" + (f"\u00a0{heure.minute:02d}" if heure.minute else "")


def say_heures(debut: datetime.time | None, fin: datetime.time | None) -> str:
    """Say "de 14 h à 16 h 30", "à 14 h"; "" for the whole day."""
    if debut is None:
        return ""
    if fin is None:
        return _("à %(debut)s") % {"debut": say_heure(debut)}
    return _("de %(debut)s à %(fin)s") % {"debut": say_heure(debut), "fin": say_heure(fin)}


def say_jours(offre) -> str:
    """Say when it takes place: "mardi 12 mars", "du mardi 12 mars au jeudi 14 mars"; "" when no date is known."""
    if offre.jours is None:
        return ""
    premier, dernier = offre.jours
    if premier == dernier:
        return say_jour(premier)
    return _("du %(premier)s au %(dernier)s") % {"premier": say_jour(premier), "dernier": say_jour(dernier)}

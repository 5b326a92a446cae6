"""Recurrence of permanences: RFC 5545 rules on the wall clock of Europe/Paris.

A permanence "every Tuesday at 14:00" stays at 14:00 when the clocks change: rules are expanded on naive local
times, then placed in the time zone. French (or Belgian) public holidays cancel a date unless told otherwise.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from opening_hours import OpeningHours

PARIS = ZoneInfo("Europe/Paris")
HORIZON = datetime.timedelta(days=400)  # yearly permanences have their next date within it
DEPART_D_ESSAI = datetime.datetime.combine(datetime.date(2024, 1, 1), datetime.time(9))
FREQUENCES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
NOMBRES = {"INTERVAL", "COUNT"}
NOMBRE = re.compile(r"\d{1,4}", re.ASCII)
PARTIE = re.compile(r"(?P<nom>[A-Z]+)=(?P<valeur>[A-Z0-9+,-]{1,80})", re.ASCII)
PARTIES = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}


@dataclass(frozen=True, slots=True)
class Creneau:
    """One date of a permanence, both ends aware in Europe/Paris; `annule` says why it does not take place."""

    debut: datetime.datetime
    fin: datetime.datetime
    annule: str = ""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When a permanence takes place. `exceptions` are ISO dates; `pays` chooses the public holidays."""

    debut: datetime.datetime
    duree_minutes: int
    regle: str = ""
    exceptions: tuple[str, ...] = ()
    jours_feries: bool = False
    pays: str = "FR"

    def next_dates(self, apres: datetime.datetime, nombre: int = 5, horizon=HORIZON) -> list[Creneau]:
        """Return at most `nombre` coming dates not over at `apres`, soonest first, cancelled ones included.

        Dates further than `horizon` after `apres` are left out.
        """
        creneaux: list[Creneau] = []
        for creneau in self._expand(apres, apres + horizon):
            if len(creneaux) == nombre:
                break
            creneaux.append(creneau)
        return creneaux

    def next_open(self, apres: datetime.datetime) -> Creneau | None:
        """Return the first coming date that does take place, None within the horizon."""
        return next((creneau for creneau in self._expand(apres, apres + HORIZON) if not creneau.annule), None)

    def _expand(self, apres: datetime.datetime, jusqu_a: datetime.datetime) -> Iterator[Creneau]:
        duree = datetime.timedelta(minutes=self.duree_minutes)
        depart = self.debut.astimezone(PARIS).replace(tzinfo=None)
        seuil = apres.astimezone(PARIS).replace(tzinfo=None) - duree
        limite = jusqu_a.astimezone(PARIS).replace(tzinfo=None)
        for moment in self._occurrences(depart, seuil):
            if moment > limite:
                return
            debut = _place(moment)
            if debut + duree > apres:
                yield Creneau(debut, debut + duree, self._cancelled(moment.date()))

    def _occurrences(self, depart: datetime.datetime, seuil: datetime.datetime) -> Iterator[datetime.datetime]:
        if not self.regle:
            return iter([depart])
        try:
            return read_regle(self.regle, depart).xafter(seuil, inc=True)
        except ValueError:  # written without a form: no date rather than an error to the reader
            return iter(())

    def _cancelled(self, jour: datetime.date) -> str:
        if jour.isoformat() in self.exceptions:
            return _("annulée")
        if not self.jours_feries and is_holiday(jour, self.pays):
            return _("jour férié")
        return ""


def _place(moment: datetime.datetime) -> datetime.datetime:
    """Put a wall clock time in Europe/Paris; an hour skipped in March becomes the next one that exists."""
    return moment.replace(tzinfo=PARIS).astimezone(datetime.UTC).astimezone(PARIS)


@lru_cache(maxsize=4)
def _holidays(pays: str) -> OpeningHours:
    return OpeningHours("PH 00:00-24:00", country=pays)


@lru_cache(maxsize=2048)
def is_holiday(jour: datetime.date, pays: str = "FR") -> bool:
    """Tell whether `jour` is a public holiday of the country."""
    return _holidays(pays).is_open(datetime.datetime.combine(jour, datetime.time(12)))


def read_regle(regle: str, depart: datetime.datetime) -> rrule:
    """Read an RFC 5545 rule from the naive local start `depart`.

    Raises ValueError, with a French message, for what is no rule by day, week, month or year.
    """
    parties = parse_parties(regle)
    if parties.get("FREQ") not in FREQUENCES:
        raise ValueError(_("Commencez par FREQ=DAILY, WEEKLY, MONTHLY ou YEARLY."))
    if int(parties.get("INTERVAL", "1")) < 1:
        raise ValueError(_("INTERVAL vaut au moins 1."))  # dateutil would stay on the same date for ever
    try:
        return rrulestr(_with_local_until(regle), dtstart=depart)
    except (ValueError, TypeError, OverflowError, KeyError) as erreur:
        raise ValueError(
            _("On ne comprend pas cette répétition. Exemple : FREQ=WEEKLY;BYDAY=TU (chaque mardi).")
        ) from erreur


def parse_parties(regle: str) -> dict[str, str]:
    """Return {"FREQ": "WEEKLY", …}. Raises ValueError, in French, for a part that has no business here."""
    parties = {}
    for partie in regle.strip().split(";"):
        lue = PARTIE.fullmatch(partie.upper())
        if lue is None or lue["nom"] not in PARTIES or (lue["nom"] in NOMBRES and not NOMBRE.fullmatch(lue["valeur"])):
            raise ValueError(_("On ne comprend pas « %(partie)s » dans la répétition.") % {"partie": partie[:40]})
        parties[lue["nom"]] = lue["valeur"]
    return parties


def _with_local_until(regle: str) -> str:
    """Write a UTC `UNTIL=…Z` as local time, and a bare date as its last second: a naive start has no time zone."""
    return ";".join(_localise(partie) for partie in regle.split(";"))


def _localise(partie: str) -> str:
    nom, _egal, valeur = partie.upper().partition("=")
    if nom != "UNTIL":
        return partie
    if len(valeur) == len("20261224"):
        return f"UNTIL={valeur}T235959"
    if valeur.endswith("Z"):
        fin = datetime.datetime.strptime(f"{valeur[:-1]}+0000", "%Y%m%dT%H%M%S%z")
        return f"UNTIL={fin.astimezone(PARIS):%Y%m%dT%H%M%S}"
    return partie


def validate_regle(regle: str) -> None:
    """Raise ValidationError unless `regle` is a rule by day, week, month or year that gives a date."""
    try:
        premiere = next(iter(read_regle(regle, DEPART_D_ESSAI)), None)
        sans_fin = "UNTIL" not in parse_parties(regle)
    except ValueError as erreur:
        raise ValidationError(str(erreur)) from erreur
    if premiere is None and sans_fin:
        raise ValidationError(_("Cette répétition ne donne aucune date."))

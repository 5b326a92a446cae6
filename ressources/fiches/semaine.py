"""Opening hours as a week, from Monday to Sunday, on the wall clock of the place."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, State

from search.horaires import is_valid, say_hour


@dataclass(frozen=True, slots=True)
class Jour:
    """A line of the week; `hours` is "" when it is closed."""

    name: str
    hours: str
    today: bool
    date: datetime.date
    spans: tuple[tuple[datetime.datetime, datetime.datetime], ...] = ()


def build_semaine(osm: str, pays: str = "FR", jour: datetime.date | None = None) -> list[Jour]:
    """Return the seven days of the week that holds `jour` (today by default), [] when the hours are unreadable.

    These are real dates: a public holiday or a summer closing of this week shows.
    """
    if not osm or not is_valid(osm, pays):
        return []
    horaires = OpeningHours(osm, country=pays)
    jour = jour or timezone.localdate()
    lundi = jour - datetime.timedelta(days=jour.weekday())
    return [_build_jour(horaires, lundi + datetime.timedelta(days=rang), jour) for rang in range(7)]


def _build_jour(horaires: OpeningHours, date: datetime.date, aujourdhui: datetime.date) -> Jour:
    debut = datetime.datetime.combine(date, datetime.time.min)
    plages = [
        (ouvre, ferme, note if etat == State.UNKNOWN else "")
        for ouvre, ferme, etat, note in horaires.intervals(debut, debut + datetime.timedelta(days=1))
        if etat != State.CLOSED
    ]
    return Jour(
        name=date_format(date, "l"),
        hours=", ".join(_say_plage(ouvre, ferme, note) for ouvre, ferme, note in plages),
        today=date == aujourdhui,
        date=date,
        spans=tuple((ouvre, ferme) for ouvre, ferme, _note in plages),
    )


def _say_plage(ouvre: datetime.datetime, ferme: datetime.datetime, note: str) -> str:
    if ferme - ouvre >= datetime.timedelta(days=1):
        return _("toute la journée")
    fin = _("minuit") if ferme.time() == datetime.time.min else say_hour(ferme)
    plage = _("%(debut)s – %(fin)s") % {"debut": say_hour(ouvre), "fin": fin}
    return f"{plage} ({note})" if note else plage

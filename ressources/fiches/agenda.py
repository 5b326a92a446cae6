"""iCalendar (RFC 5545) of the permanences of an entry, for a telephone's calendar."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from icalendar import Calendar, Event, vRecur

from ..models import Permanence
from ..recurrence import HORIZON, PARIS
from .vues import permanence_address

EDITEUR = "-//Portail Info Jeunesse//Permanences//FR"
DATES_MAX = 500


def build_agenda(permanences: Iterable[Permanence], nom: str, domaine: str) -> bytes:
    """Return the calendar of these permanences; `domaine` makes their UIDs unique in the world and stable."""
    agenda = Calendar()
    agenda.add("prodid", EDITEUR)
    agenda.add("version", "2.0")
    agenda.add("x-wr-calname", nom)
    for permanence in permanences:
        agenda.add_component(build_event(permanence, domaine))
    aujourdhui = timezone.localdate()
    agenda.add_missing_timezones(first_date=aujourdhui - HORIZON, last_date=aujourdhui + 2 * HORIZON)
    return agenda.to_ical()


def build_event(permanence: Permanence, domaine: str) -> Event:
    evenement = Event()
    debut = permanence.debut.astimezone(PARIS)
    evenement.add("uid", f"permanence-{permanence.pk}@{domaine}")
    evenement.add("dtstamp", permanence.updated_at)
    evenement.add("last-modified", permanence.updated_at)
    evenement.add("summary", permanence.titre)
    evenement.add("description", permanence.description)
    evenement.add("location", permanence_address(permanence))
    evenement.add("dtstart", debut)
    evenement.add("duration", datetime.timedelta(minutes=permanence.duree_minutes))
    if permanence.regle:
        evenement.add("rrule", vRecur.from_ical(permanence.regle))
        annulees = cancelled_starts(permanence)
        if annulees:
            evenement.add("exdate", annulees)
    return evenement


def cancelled_starts(permanence: Permanence) -> list[datetime.datetime]:
    """Return the starts that do not take place, from now to the horizon: cancelled dates and public holidays."""
    creneaux = permanence.recurrence.next_dates(timezone.now(), nombre=DATES_MAX, horizon=HORIZON)
    return [creneau.debut for creneau in creneaux if creneau.annule]

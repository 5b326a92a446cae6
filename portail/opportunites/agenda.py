"""iCalendar (RFC 5545): the deadline of an opportunity as a reminder, and the dates of a list."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from .etats import UN_JOUR
from .models import Evenement, Opportunite
from .vocabulaire import Famille

EDITEUR = "-//Portail Info Jeunesse//Opportunités//FR"
RAPPELS = (datetime.timedelta(days=-7), datetime.timedelta(days=-1))  # before the last day


def build_calendar(offres: Iterable[Opportunite], nom: str, racine: str) -> bytes:
    """Return the dates of these opportunities; `racine` is the site's absolute address, without its last slash."""
    agenda = Calendar()
    agenda.add("prodid", EDITEUR)
    agenda.add("version", "2.0")
    agenda.add("x-wr-calname", nom)
    for offre in offres:
        for evenement in events_of(offre, racine):
            agenda.add_component(evenement)
    jour = timezone.localdate()
    agenda.add_missing_timezones(first_date=jour - 400 * UN_JOUR, last_date=jour + 800 * UN_JOUR)
    return agenda.to_ical()


def events_of(offre: Opportunite, racine: str) -> list[Event]:
    """Return when it opens, when it closes, and, for an event, when it takes place: whatever is known."""
    evenements = []
    if offre.ouverture and offre.ouverture > timezone.localdate():
        evenements.append(_whole_day(offre, racine, "ouverture", offre.ouverture, _("Ouvre : %(titre)s")))
    if offre.famille == Famille.EVENEMENT:
        evenements.append(_happening(offre, racine))
    if offre.echeance and (offre.famille != Famille.EVENEMENT or offre.cloture):
        rappel = _whole_day(offre, racine, "echeance", offre.echeance, _("Dernier jour : %(titre)s"))
        for avance in RAPPELS:
            rappel.add_component(_alarm(offre, avance))
        evenements.append(rappel)
    return evenements


def _base(offre: Opportunite, racine: str, quoi: str, titre: str) -> Event:
    evenement = Event()
    domaine = racine.partition("://")[2].partition(":")[0].partition("/")[0]
    evenement.add("uid", f"opportunite-{offre.pk}-{quoi}@{domaine}")
    evenement.add("dtstamp", offre.updated_at)
    evenement.add("last-modified", offre.updated_at)
    evenement.add("summary", titre)
    evenement.add("description", f"{offre.accroche}\n{racine}{offre.get_absolute_url()}")
    evenement.add("url", f"{racine}{offre.get_absolute_url()}")
    if offre.commune:
        evenement.add("location", offre.adresse_complete)
    return evenement


def _whole_day(offre: Opportunite, racine: str, quoi: str, jour: datetime.date, titre: str) -> Event:
    evenement = _base(offre, racine, quoi, titre % {"titre": offre.titre})
    evenement.add("dtstart", jour)
    evenement.add("dtend", jour + UN_JOUR)
    evenement.add("transp", "TRANSPARENT")  # the day stays free in one's diary
    return evenement


def _happening(offre: Evenement, racine: str) -> Event:
    """An event takes its first day's hours, repeated each day until the last."""
    evenement = _base(offre, racine, "jour", offre.titre)
    premier, dernier = offre.jours
    if offre.instants is None:
        evenement.add("dtstart", premier)
        evenement.add("dtend", dernier + UN_JOUR)
        return evenement
    commence, finit = offre.instants
    evenement.add("dtstart", commence)
    evenement.add("dtend", finit or commence + datetime.timedelta(hours=1))
    if dernier > premier:
        evenement.add("rrule", {"freq": "daily", "count": (dernier - premier).days + 1})
    return evenement


def _alarm(offre: Opportunite, avance: datetime.timedelta) -> Alarm:
    alarme = Alarm()
    alarme.add("action", "DISPLAY")
    alarme.add("description", offre.titre)
    alarme.add("trigger", avance)
    return alarme

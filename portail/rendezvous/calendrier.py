"""iCalendar files: an appointment that is sent, changed or cancelled, and somebody's agenda.

Times are in UTC, which every calendar shows on its own clock: a professional abroad sees the right hour. Words are
neutral: a parent may look at the telephone.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from portail.cms.models import ReglagesSite

from .models import RendezVous

EDITEUR = "-//Portail Info Jeunesse//Rendez-vous//FR"
PUBLIER, DEMANDER, ANNULER = "PUBLISH", "REQUEST", "CANCEL"


def build_ics(rendezvous: RendezVous, *, methode: str, lien: str) -> str:
    """Return the file of one appointment (RFC 5545, RFC 5546). Its UID never changes, its sequence grows with it."""
    agenda = _empty(methode)
    evenement = build_event(rendezvous, _("Rendez-vous"))
    evenement.add("description", _("Tout est ici : %(lien)s") % {"lien": lien})
    evenement.add("url", lien)
    if methode != PUBLIER:  # a scheduling message names who invites and who is invited
        evenement.add("organizer", _organizer(rendezvous))
        if rendezvous.courriel:
            invite = vCalAddress(f"mailto:{rendezvous.courriel}")
            invite.params["RSVP"] = vText("FALSE")
            evenement.add("attendee", invite)
    agenda.add_component(evenement)
    return agenda.to_ical().decode()


def build_feed(rendezvous: Iterable[RendezVous], nom: str) -> bytes:
    """Return a professional's agenda: the reason and the first name, nothing that tells how to reach somebody."""
    agenda = _empty(PUBLIER)
    agenda.add("x-wr-calname", nom)
    agenda.add("refresh-interval", datetime.timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    for un in rendezvous:
        titre = " – ".join(filter(None, [str(un.motif), un.prenom]))
        agenda.add_component(build_event(un, titre))
    return agenda.to_ical()


def build_event(rendezvous: RendezVous, titre: str) -> Event:
    evenement = Event()
    evenement.add("uid", f"{rendezvous.reference}@{rendezvous.site.hostname}")
    evenement.add("sequence", rendezvous.sequence)
    evenement.add("dtstamp", timezone.now())
    evenement.add("dtstart", rendezvous.debut.astimezone(datetime.UTC))
    evenement.add("dtend", rendezvous.fin.astimezone(datetime.UTC))
    evenement.add("summary", titre)
    evenement.add("location", rendezvous.ou)
    evenement.add("status", "CANCELLED" if rendezvous.annule else "CONFIRMED")
    return evenement


def _empty(methode: str) -> Calendar:
    agenda = Calendar()
    agenda.add("prodid", EDITEUR)
    agenda.add("version", "2.0")
    agenda.add("method", methode)
    return agenda


def _organizer(rendezvous: RendezVous) -> vCalAddress:
    """The site, never the professional: their address is not given."""
    reglages = ReglagesSite.for_site(rendezvous.site)
    adresse = reglages.expediteur_courriel or reglages.guichet_courriel or f"portail@{rendezvous.site.hostname}"
    organisateur = vCalAddress(f"mailto:{adresse}")
    organisateur.params["CN"] = vText(reglages.nom)
    return organisateur

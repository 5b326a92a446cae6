"""The mails of appointments as a real server receives them: both versions, neutral subjects, one calendar event."""

import icalendar
import pytest
import time_machine

from portail.notifications.envoi import send_due
from portail.rendezvous.services import (
    ask_creneau,
    cancel_by_service,
    cancel_rendezvous,
    join_attente,
    move_rendezvous,
    offer_relais,
)
from tests.outils import smtp
from tests.ressources.factories import PersonneFactory

from .conftest import LUNDI, SAM
from .factories import DIX, make_cle

pytestmark = pytest.mark.django_db
ADRESSE = "sam@exemple.fr"
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
NEUTRES = {
    "Ton rendez-vous est noté",
    "Quelqu’un d’autre peut te recevoir",
    "Ton rendez-vous est annulé",
    "Ta demande de rendez-vous est arrivée",
    "Tu es sur la liste d’attente",
}


@pytest.fixture
def courrier(settings):
    """A mail server, to which the portal hands its mails."""
    with smtp.listen() as boite:
        if hasattr(settings, "MAILERS"):  # Django 6
            options = {"host": "127.0.0.1", "port": boite.port}
            settings.MAILERS = {"default": {"BACKEND": SMTP_BACKEND, "OPTIONS": options}}
        else:
            settings.EMAIL_BACKEND = SMTP_BACKEND
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", boite.port
        yield boite


def arrived(courrier) -> list:
    """Send what waits, by the clock on the wall, and return what Sam received."""
    send_due()
    return [mail for adresses, mail in courrier.received if adresses == [ADRESSE]]


def invitation(mail) -> tuple[str, str, int]:
    """Return the method, the name and the rank of the event that a mail holds."""
    partie = next(partie for partie in mail.walk() if partie.get_content_type() == "text/calendar")
    calendrier = icalendar.Calendar.from_ical(partie.get_content())
    [event] = calendrier.walk("VEVENT")
    assert calendrier["METHOD"] == partie.get_param("method")
    return calendrier["METHOD"], event["UID"], event["SEQUENCE"]


def test_one_event_follows_the_appointment_to_its_end(courrier, book, personne):
    with time_machine.travel(LUNDI, tick=False):
        rendezvous = book()
    arrived(courrier)
    for move in (
        lambda: move_rendezvous(rendezvous=rendezvous, personne=personne, debut=DIX),
        lambda: cancel_rendezvous(rendezvous=rendezvous),
    ):
        with time_machine.travel(LUNDI, tick=False):
            move()
        mails = arrived(courrier)
    methodes, noms, rangs = zip(*map(invitation, mails), strict=True)
    assert methodes == ("REQUEST", "REQUEST", "CANCEL")
    assert len(set(noms)) == 1
    assert list(rangs) == sorted(set(rangs))


def test_every_mail_arrives_whole_and_its_subject_says_nothing(courrier, book, motif, personne):
    commun = {"motif": motif, "personne": personne, "contact": SAM}
    with time_machine.travel(LUNDI, tick=False):
        offer_relais(rendezvous=book(), collegue=PersonneFactory(structure=motif.structure))
        cancel_by_service(rendezvous=book(debut=DIX), mot="Je suis malade.")
        ask_creneau(**commun, disponibilites="Le soir", cle=make_cle())
        join_attente(**commun, cle=make_cle())
    mails = arrived(courrier)
    assert {mail["Subject"] for mail in mails} == NEUTRES
    for mail in mails:
        texte, html = (mail.get_body((genre,)).get_content() for genre in ("plain", "html"))
        assert "/rdv/" in texte
        assert "/rdv/" in html
        assert "<img" not in html
        assert personne.courriel not in texte + html

"""The clock: reminders, relays, closing; what an answer stops; what a day of rest puts off."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from portail.cms.models import ReglagesSite
from portail.echanges import services
from portail.echanges.models import Demande
from portail.echanges.passage import make_round
from portail.notifications.planification import _jobs
from tests.portail.echanges.conftest import mails
from tests.ressources.factories import PersonneFactory

pytestmark = pytest.mark.django_db
JOUR = timedelta(days=1)


@pytest.fixture
def guichet(demande):
    ReglagesSite.objects.update_or_create(site=demande.site, defaults={"guichet_courriel": "crij@exemple.fr"})


def live(horloge, jours: int) -> dict[int, dict]:
    """Make the round each morning; return what was done, by the number of days since the request."""
    debut = timezone.localdate()
    horloge.shift(-6 * 3600)  # from 15:00 to 9:00
    faits = {}
    for _rang in range(jours):
        horloge.shift(JOUR)
        if fait := dict(make_round()):
            faits[(timezone.localdate() - debut).days] = fait
    return faits


def test_a_request_that_nobody_answers(demande, guichet, horloge):
    """Sent on a Monday; days of rest put a step off until the next working day."""
    assert live(horloge, 40) == {
        3: {"rappel": 1},
        7: {"rappel": 1},
        14: {"guichet": 1},
        30: {"close": 1},
    }
    demande.refresh_from_db()
    assert (demande.statut, demande.relances) == ("expiree", 2)
    assert [mail.destinataire for mail in mails(genre="demande_rappel")] == ["lea.mesange@exemple.fr"] * 2
    assert [mail.destinataire for mail in mails(genre="demande_guichet")] == ["crij@exemple.fr"]
    assert [mail.destinataire for mail in mails(genre="suivi_clos")] == ["sam@exemple.fr"]
    assert [mail.destinataire for mail in mails(genre="demande_close")] == ["lea.mesange@exemple.fr"]


def test_a_step_that_falls_on_a_day_of_rest_waits(envoyer, horloge):
    horloge.shift(2 * JOUR)  # Wednesday: the third day is a Saturday
    envoyer()
    assert min(live(horloge, 6)) == 5


def test_the_deputy_is_asked_once(demande, personne, guichet, horloge):
    personne.suppleant = PersonneFactory(courriel="suppleant@exemple.fr")
    personne.save()
    assert live(horloge, 20)[10] == {"suppleant": 1}
    demande.refresh_from_db()
    assert demande.transmise_a == personne.suppleant
    assert [mail.destinataire for mail in mails(genre="demande_transmise")] == ["suppleant@exemple.fr"]


def test_an_answer_stops_the_clock_and_drops_what_waits(demande, horloge):
    horloge.shift(3 * JOUR)
    make_round()
    services.answer_demande(demande=demande, texte="Bonjour", nom="Léa")
    assert {mail.statut for mail in mails(genre="demande_rappel")} <= {"abandonne", "envoye"}
    assert live(horloge, 40) == {}


def test_a_new_message_starts_it_again(demande, horloge):
    services.answer_demande(demande=demande, texte="Bonjour", nom="Léa")
    horloge.shift(8 * JOUR)
    services.write_again(demande=demande, texte="Et pour le samedi ?")
    assert set(live(horloge, 8)) == {3, 7}


def test_a_round_made_twice_does_nothing_more(demande, horloge):
    horloge.shift(3 * JOUR)
    assert dict(make_round()) == {"rappel": 1}
    assert dict(make_round()) == {}
    assert len(mails(genre="demande_rappel")) == 1


def test_the_round_asks_a_number_of_questions_that_follows_what_is_due(envoyer, horloge, django_assert_num_queries):
    for rang in range(10):
        envoyer(cle=f"envoi-{rang}")
    horloge.shift(2 * JOUR)
    with django_assert_num_queries(1):
        make_round()


def test_the_round_and_the_purge_are_on_the_clock():
    assert _jobs["demandes-relances"].at.hour == 9
    assert _jobs["demandes-oubliees"].at.hour == 3


def test_the_command_says_what_it_did(demande, horloge, capsys):
    horloge.shift(3 * JOUR)
    call_command("relance_demandes")
    assert "rappel 1" in capsys.readouterr().out
    assert Demande.objects.get().relances == 1

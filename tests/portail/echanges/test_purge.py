"""Forgetting: canaries put everywhere a request goes are found nowhere once it is erased, or after its time."""

import pytest
from django.core.management import call_command

from portail.echanges import services
from portail.echanges.models import Demande
from portail.espace.models import Moyen
from portail.notifications.models import Message
from tests.outils.canaris import find_elsewhere, find_tables
from tests.portail.echanges.conftest import answer_url, follow_url, open_form
from tests.ressources.factories import StructureFactory

pytestmark = pytest.mark.django_db
JOUR = 24 * 3600
CANARIS = {
    "prenom": "Canariprenom",
    "courriel": "canaricourriel@exemple.fr",
    "telephone": "06 39 98 77 66",
    "message": "canarimessage: je cherche un stage.",
}
TRACES = ("canari", "639987766", "39 98 77 66")


@pytest.fixture
def passee(client, personne, horloge, journal) -> Demande:
    """A request that went everywhere: form, mails, answers on both sides, an abuse reported, a refusal."""
    page = f"{personne.get_absolute_url()}ecrire/"
    envoi = {**open_form(client, page, horloge), **CANARIS, "montre_contact": "on"}
    client.post(page, envoi)
    client.post(page, {**envoi, "etape": "envoyer", "accord": "1"})
    demande = Demande.objects.get()
    client.post(answer_url(demande), {"etape": "lire"})
    services.read_demande(demande=demande, lecteur="Léa", moyen=Moyen.LIEN)
    services.answer_demande(demande=demande, texte="Bonjour Canariprenom", nom="Léa")
    services.write_again(demande=demande, texte="canarisuite")
    services.report_abus(demande=demande, motif="canariabus", nom="Léa")
    client.get(follow_url(demande))
    client.get(follow_url(demande, "donnees"))
    services.refuse_demande(demande=demande, motif="canarirefus", porte=StructureFactory(), mot="canarimot", nom="Léa")
    assert find_tables(TRACES)
    return demande


def test_the_canaries_sing_where_they_are_expected(passee):
    assert find_tables(TRACES) == {
        "echanges_demande",
        "echanges_messagedemande",
        "echanges_abusdemande",
        "notifications_message",
    }


def test_neither_the_cache_nor_the_media_nor_the_log_ever_knew(passee, journal):
    assert find_elsewhere(TRACES) == []
    assert not any(trace in journal.getvalue().lower() for trace in TRACES)


def test_erasing_silences_them_all(client, passee):
    client.post(follow_url(passee, "effacer"))
    assert find_tables(TRACES) == set()
    assert find_elsewhere(TRACES) == []


def test_twenty_four_months_later_the_purge_does_the_same(passee, horloge, capsys):
    horloge.shift(729 * JOUR)
    call_command("purge_demandes")
    assert find_tables(TRACES)
    horloge.shift(3 * JOUR)
    call_command("purge_demandes")
    assert "anonymisées : 1" in capsys.readouterr().out
    assert find_tables(TRACES) == set()
    passee.refresh_from_db()
    assert (passee.statut, passee.tranche, bool(passee.repondue_le)) == ("refusee", "15-17", True)
    call_command("purge_demandes")
    assert "anonymisées : 0" in capsys.readouterr().out


def test_what_still_waits_is_closed_when_it_is_forgotten(demande, horloge):
    horloge.shift(800 * JOUR)
    call_command("purge_demandes")
    demande.refresh_from_db()
    assert (demande.statut, demande.prenom) == ("expiree", "")


def test_the_outbox_keeps_the_line_for_the_figures(client, passee):
    nombre = Message.objects.count()
    client.post(follow_url(passee, "effacer"))
    assert Message.objects.count() == nombre
    assert not Message.objects.exclude(texte="").exists()

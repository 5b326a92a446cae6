"""Requests in the professional's space: what each account sees, reads and answers, and what it never sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portail.echanges import services
from portail.echanges.models import Demande
from tests.portail.echanges.conftest import mails
from tests.ressources.factories import PersonneFactory, RattachementFactory, StructureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea(personne):
    """The link of the account of the person who was written to."""
    return RattachementFactory(structure=personne.structure, personne=personne)


@pytest.fixture
def espace(lea, sign_in):
    return sign_in(lea.utilisateur)


def url(demande: Demande) -> str:
    return f"/espace/demandes/{demande.pk}/"


def test_what_waits_is_on_top_of_the_day_and_in_the_rail(espace, demande):
    html = espace.get("/espace/").content.decode()
    assert f'href="{url(demande)}"' in html
    assert '<span class="rail__count" aria-hidden="true">1</span>' in html


def test_opening_reads_and_says_who(espace, lea, demande):
    html = espace.get(url(demande)).content.decode()
    assert "Je cherche un stage." in html
    demande.refresh_from_db()
    assert demande.statut == "lue"
    lecture = demande.lectures.get()
    assert (lecture.utilisateur, lecture.moyen, lecture.lecteur) == (lea.utilisateur, "espace", "Léa Mésange")


def test_answering_moves_it_to_the_answered(espace, demande):
    espace.post(url(demande), {"etape": "repondre", "jeton": "unique", "texte": "Viens mardi."})
    assert "Rien ici" in espace.get("/espace/demandes/").content.decode()
    assert url(demande) in espace.get("/espace/demandes/?vue=repondues").content.decode()
    assert [mail.destinataire for mail in mails(genre="suivi_reponse")] == ["sam@exemple.fr"]
    assert demande.messages.last().nom == "Léa Mésange"


def test_once_handed_over_it_is_out_of_sight_for_who_only_had_it_lent(espace, demande, personne, sign_in):
    collegue = PersonneFactory(structure=personne.structure)
    chez_elle = sign_in(RattachementFactory(structure=personne.structure, personne=collegue).utilisateur)
    assert chez_elle.get(url(demande)).status_code == 404
    espace.post(url(demande), {"etape": "transmettre", "collegue": collegue.pk})
    assert chez_elle.get(url(demande)).status_code == 200


def visible(rattachement) -> set[str]:
    return set(Demande.objects.visible_to(rattachement.utilisateur).values_list("cle", flat=True))


def test_each_account_sees_what_is_its_own(envoyer, personne, lea, horloge):
    structure = personne.structure
    collegue = PersonneFactory(structure=structure)
    ailleurs = PersonneFactory()
    for cle, cible in {"léa": personne, "structure": structure, "collègue": collegue, "ailleurs": ailleurs}.items():
        envoyer(cle=cle, cible=cible)
    services.transmit_demande(demande=envoyer(cle="confiée", cible=ailleurs), collegue=personne)
    assert visible(lea) == {"léa", "structure", "confiée"}
    assert visible(RattachementFactory(structure=structure)) == {"léa", "structure", "collègue", "confiée"}
    assert visible(RattachementFactory(structure=StructureFactory())) == set()
    lea.utilisateur.is_active = False
    assert visible(lea) == set()


def test_an_unknown_view_or_page_shows_what_waits(espace, demande):
    for adresse in ("?vue=x", "?page=999", "?page=x"):
        assert url(demande) in espace.get(f"/espace/demandes/{adresse}").content.decode()


@pytest.mark.parametrize("adresse", ["/espace/", "/espace/demandes/"])
def test_queries_do_not_grow_with_the_requests(espace, envoyer, horloge, adresse):
    envoyer(cle="seule")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            espace.get(adresse)
        return len(queries)

    count()
    seule = count()
    for rang in range(10):
        envoyer(cle=f"envoi-{rang}")
    assert count() == seule


def test_figures_say_how_many_and_in_how_long(espace, demande, horloge):
    horloge.shift(2 * 24 * 3600)
    services.answer_demande(demande=demande, texte="Bonjour", nom="Léa")
    html = " ".join(espace.get("/espace/chiffres/").content.decode().split())
    assert "2 jours" in html


def test_an_erased_request_stays_without_its_words(espace, demande):
    services.erase_demande(demande=demande)
    html = espace.get(url(demande)).content.decode()
    assert "Demande effacée" in html
    assert not demande.lectures.exists()

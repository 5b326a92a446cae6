"""The professional's page from a mail: opened on demand, every form and state, too old a link, and whom it lets in."""

import re

import pytest

from portail.echanges import liens, services
from portail.echanges.models import AbusDemande, Demande
from portail.espace.models import Moyen
from tests.portail.echanges.conftest import answer_url, mails
from tests.ressources.factories import PersonneFactory, StructureFactory

pytestmark = pytest.mark.django_db
JOUR = 24 * 3600


@pytest.fixture
def page(demande) -> str:
    return answer_url(demande)


@pytest.fixture
def lue(client, page, demande) -> Demande:
    client.post(page, {"etape": "lire"})
    demande.refresh_from_db()
    return demande


def read(client, page) -> str:
    """Open the link and press its button."""
    return client.post(page, {"etape": "lire"}).content.decode()


def jeton_of(client, page) -> str:
    return re.search(r'name="jeton" value="([^"]+)"', read(client, page))[1]


def test_a_program_that_follows_links_reads_nothing(client, page, demande):
    html = client.get(page).content.decode()
    assert "Je cherche un stage" not in html
    assert "Sam" not in html
    demande.refresh_from_db()
    assert demande.statut == "envoyee"
    assert not demande.lectures.exists()


def test_reading_marks_it_and_is_kept(client, page, demande):
    html = client.post(page, {"etape": "lire"}).content.decode()
    assert "Je cherche un stage." in html
    demande.refresh_from_db()
    assert demande.statut == "lue"
    assert [(lecture.lecteur, lecture.moyen) for lecture in demande.lectures.all()] == [("Léa Mésange", "lien")]
    read(client, page)
    assert demande.lectures.count() == 2
    client.get(page)
    assert demande.lectures.count() == 2  # a program that follows links once more


def test_the_contact_is_shown_only_when_given(client, envoyer, horloge):
    for montre in (False, True):
        demande = envoyer(cle=f"contact-{montre}", montre_contact=montre)
        html = client.post(answer_url(demande), {"etape": "lire"}).content.decode()
        assert ("sam@exemple.fr" in html) is montre


def test_answering(client, page, lue):
    envoi = {"etape": "repondre", "jeton": jeton_of(client, page), "texte": "Viens mardi.", "rendezvous": "on"}
    assert [client.post(page, envoi)["Location"] for _ in range(2)] == [f"{page}?fait=repondre"] * 2
    lue.refresh_from_db()
    assert (lue.statut, lue.messages.count()) == ("repondue", 2)
    assert lue.rdv_propose_le
    assert [mail.destinataire for mail in mails(genre="suivi_reponse")] == ["sam@exemple.fr"]
    assert "Votre réponse est envoyée" in client.get(f"{page}?fait=repondre").content.decode()


def test_showing_another_door(client, page, lue):
    pij = StructureFactory(nom="PIJ de Halluin")
    recherche = {"etape": "chercher", "cherche": "halluin", "motif": "Hors secteur", "mot": ""}
    html = client.post(page, recherche).content.decode()
    assert "PIJ de Halluin" in html
    assert "Hors secteur</textarea>" in html
    envoi = {"etape": "refuser", "motif": "Hors secteur", "mot": "", "porte": f"structure-{pij.pk}"}
    assert client.post(page, envoi).status_code == 302
    lue.refresh_from_db()
    assert (lue.statut, lue.porte, lue.refus_motif) == ("refusee", pij, "Hors secteur")
    assert f'href="{pij.get_absolute_url()}"' in client.post(page, {"etape": "lire"}).content.decode()
    assert [mail.destinataire for mail in mails(genre="suivi_refus")] == ["sam@exemple.fr"]


def test_a_door_must_be_read_by_the_public(client, page, lue):
    for cle in (f"structure-{StructureFactory(live=False).pk}", "structure-0", "structure-x", "utilisateur-1", ""):
        reponse = client.post(page, {"etape": "refuser", "motif": "Non", "mot": "", "porte": cle})
        assert reponse.status_code == 422
    lue.refresh_from_db()
    assert lue.statut == "lue"


def test_handing_over_to_a_colleague(client, page, lue, personne):
    collegue = PersonneFactory(structure=personne.structure, courriel="collegue@exemple.fr")
    etrangere = PersonneFactory()
    assert client.post(page, {"etape": "transmettre", "collegue": etrangere.pk}).status_code == 422
    assert client.post(page, {"etape": "transmettre", "collegue": collegue.pk}).status_code == 302
    lue.refresh_from_db()
    assert lue.transmise_a == collegue
    mail = mails(genre="demande_transmise")[0]
    assert mail.destinataire == "collegue@exemple.fr"
    lien = re.search(r"/repondre/\S+", mail.texte)[0]
    assert "Je cherche un stage." in read(client, lien)


def test_reporting_an_abuse_reaches_the_moderators_without_its_words(client, page, lue):
    from tests.ressources.factories import UtilisateurFactory

    UtilisateurFactory(email="moderateur@exemple.fr", groupe="Modérateurs")
    for _ in range(2):
        client.post(page, {"etape": "signaler", "motif": "Des insultes"})
    assert AbusDemande.objects.get().motif == "Des insultes"
    mail = mails(genre="abus_signale")
    assert [message.destinataire for message in mail] == ["moderateur@exemple.fr"]
    assert "insultes" not in mail[0].texte
    assert "est signalée" in read(client, page)


@pytest.mark.parametrize(
    ("envoi", "message"),
    [
        ({"etape": "repondre", "texte": ""}, "Écrivez votre réponse"),
        ({"etape": "repondre", "texte": "a" * 3001}, "trop longue"),
        ({"etape": "refuser", "motif": "", "porte": ""}, "Dites pourquoi"),
        ({"etape": "refuser", "motif": "Non", "porte": ""}, "Choisissez une autre porte"),
        ({"etape": "signaler", "motif": ""}, "Dites ce qui ne va pas"),
    ],
)
def test_errors_are_said_and_nothing_changes(client, page, lue, envoi, message):
    reponse = client.post(page, {"jeton": jeton_of(client, page), "mot": "", **envoi})
    assert reponse.status_code == 422
    assert message in reponse.content.decode()
    lue.refresh_from_db()
    assert (lue.statut, lue.messages.count()) == ("lue", 1)


def test_the_same_form_sent_to_two_requests_answers_both(client, envoyer, horloge):
    for rang in range(2):
        demande = envoyer(cle=f"double-{rang}")
        reponse = client.post(answer_url(demande), {"etape": "repondre", "jeton": "le-même", "texte": "Bonjour"})
        assert reponse.status_code == 302
        assert demande.messages.count() == 2


def test_what_is_over_is_refused_kindly(client, page, lue):
    services.withdraw_demande(demande=lue)
    reponse = client.post(page, {"etape": "repondre", "jeton": "x", "texte": "Bonjour"})
    assert reponse.status_code == 409
    assert "on ne peut plus y répondre" in reponse.content.decode()


def test_a_link_too_old_sends_another_to_the_known_address_alone(client, page, demande, horloge):
    horloge.shift(8 * JOUR + 60)
    ferme = client.get(page)
    assert ferme.status_code == 410
    assert "Je cherche" not in ferme.content.decode()
    for _ in range(2):
        reponse = client.post(page, {"etape": "lire", "courriel": "autre@exemple.fr"})
        assert "Un nouveau lien est parti" in reponse.content.decode()
    nouveaux = mails(genre="demande_lien")
    assert [mail.destinataire for mail in nouveaux] == ["lea.mesange@exemple.fr"]
    assert client.get(re.search(r"/repondre/\S+", nouveaux[0].texte)[0]).status_code == 200
    demande.refresh_from_db()
    assert demande.statut == "envoyee"


@pytest.mark.parametrize("methode", ["get", "post"])
def test_only_who_is_concerned_opens_it(client, demande, personne, methode):
    collegue = PersonneFactory(structure=personne.structure)
    autre = StructureFactory()
    for lecteur in (f"p{collegue.pk}", f"s{autre.pk}", "p0", "x"):
        assert getattr(client, methode)(answer_url(demande, lecteur), {"etape": "lire"}).status_code == 404
    for faux in ("abc", liens.make_suivi(demande.reference), liens.make_pro("autre", f"p{personne.pk}")):
        assert getattr(client, methode)(f"/repondre/{faux}/", {"etape": "lire"}).status_code == 404
    assert not demande.lectures.exists()


def test_an_erased_request_says_so(client, page, lue):
    services.erase_demande(demande=lue)
    assert client.get(page).status_code == 410


def test_the_page_is_discreet(client, page, lue):
    reponse = client.get(page)
    assert "no-store" in reponse["Cache-Control"]
    assert "noindex" in reponse["X-Robots-Tag"]


def test_the_reader_of_the_desk_is_named(client, demande):
    services.relay_to_desk(demande=demande)
    client.post(answer_url(demande, "g"), {"etape": "lire"})
    assert demande.lectures.get().lecteur == "Le guichet du CRIJ"
    assert demande.lectures.get().moyen == Moyen.LIEN

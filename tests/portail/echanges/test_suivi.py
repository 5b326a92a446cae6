"""The young person's page: what it shows in each state, what may be done, and who cannot open it."""

import json
import re

import pytest

from portail.echanges import liens, services
from portail.echanges.models import Demande
from portail.espace.models import Moyen
from portail.notifications.models import Message
from tests.portail.echanges.conftest import follow_url, mails
from tests.ressources.factories import StructureFactory

pytestmark = pytest.mark.django_db


def read(client, demande, route: str = "suivi") -> str:
    reponse = client.get(follow_url(demande, route))
    assert reponse.status_code == 200
    return reponse.content.decode()


def steps(html: str) -> list[tuple[str, bool]]:
    """Return the steps shown, and whether each has come."""
    return [
        (titre, "--done" in classes)
        for classes, titre in re.findall(r'<li class="(progress__step[^"]*)">.*?<strong>([^<]+)</strong>', html)
    ]


def test_what_was_sent_waits(client, demande):
    html = read(client, demande)
    assert steps(html) == [("Envoyé", True), ("Lu", False), ("Répondu", False)]
    assert "lundi 16 mars, 15:00" in html
    assert "Sans réponse le lundi 30 mars, le guichet du CRIJ s’en occupe" in html


def test_what_was_read_says_when(client, demande, horloge):
    horloge.shift(3600)
    services.read_demande(demande=demande, lecteur="Léa", moyen=Moyen.LIEN)
    html = read(client, demande)
    assert steps(html)[1] == ("Lu", True)
    assert "16:00" in html


def test_an_answer_and_the_proposal_of_a_meeting(client, demande, horloge):
    horloge.shift(3600)
    services.answer_demande(demande=demande, texte="Viens mardi & mercredi.", nom="Léa Mésange", rendezvous=True)
    html = read(client, demande)
    assert steps(html) == [("Envoyé", True), ("Lu", True), ("Répondu", True), ("Rendez-vous proposé", True)]
    assert "Viens mardi &amp; mercredi." in html
    assert "Léa Mésange" in html


def test_a_refusal_is_kind_and_shows_another_door(client, demande):
    porte = StructureFactory(nom="PIJ de Halluin")
    services.refuse_demande(demande=demande, motif="Trop loin, pénible", mot="Bon courage !", porte=porte, nom="Léa")
    html = read(client, demande)
    assert "Quelqu’un d’autre peut mieux t’aider" in html
    assert f'href="{porte.get_absolute_url()}"' in html
    assert "Bon courage" in html
    assert "pénible" not in html
    assert "pénible" not in client.get(follow_url(demande, "donnees")).content.decode()


def test_a_silence_says_sorry_and_offers_doors(client, demande):
    services.expire_demande(demande=demande)
    html = read(client, demande)
    assert "Personne n’a pu te répondre" in html
    assert 'href="/recherche/"' in html


def test_writing_again_from_the_page(client, demande, horloge):
    jeton = re.search(r'name="jeton" value="([^"]+)"', read(client, demande))[1]
    horloge.shift(10)
    envoi = {"jeton": jeton, "texte": "J’ai oublié : je suis libre le mercredi.", "site_internet": ""}
    assert [client.post(follow_url(demande), envoi).status_code for _ in range(2)] == [302, 302]
    assert demande.messages.count() == 2
    assert [mail.destinataire for mail in mails(genre="demande_message")] == ["lea.mesange@exemple.fr"]


@pytest.mark.parametrize(("texte", "message"), [("", "Écris ton message"), ("a" * 3001, "trop long")])
def test_errors_of_a_new_message_are_said(client, demande, horloge, texte, message):
    jeton = re.search(r'name="jeton" value="([^"]+)"', read(client, demande))[1]
    horloge.shift(10)
    reponse = client.post(follow_url(demande), {"jeton": jeton, "texte": texte, "site_internet": ""})
    assert reponse.status_code == 422
    assert message in reponse.content.decode()
    assert demande.messages.count() == 1


def test_a_request_takes_so_many_messages_an_hour(client, demande, horloge, settings):
    settings.ECHANGES_PAR_SUIVI = 2
    statuts = []
    for rang in range(3):
        jeton = re.search(r'name="jeton" value="([^"]+)"', read(client, demande))[1]
        horloge.shift(10)
        envoi = {"jeton": jeton, "texte": f"Message {rang}", "site_internet": ""}
        statuts.append(client.post(follow_url(demande), envoi).status_code)
    assert statuts == [302, 302, 429]


def test_a_message_to_a_closed_request_is_refused_and_its_words_are_kept(client, demande, horloge):
    jeton = re.search(r'name="jeton" value="([^"]+)"', read(client, demande))[1]
    services.expire_demande(demande=demande)
    horloge.shift(10)
    reponse = client.post(follow_url(demande), {"jeton": jeton, "texte": "Allô ?", "site_internet": ""})
    assert reponse.status_code == 409
    assert "on ne peut plus y ajouter un message" in reponse.content.decode()


def test_withdrawing_asks_first(client, demande):
    assert "Retirer ma demande ?" in read(client, demande, "retirer")
    assert client.post(follow_url(demande, "retirer")).status_code == 302
    demande.refresh_from_db()
    assert demande.statut == "retiree"
    assert client.post(follow_url(demande, "retirer")).status_code == 409
    assert steps(read(client, demande))[-1] == ("Retiré par toi", True)


def test_all_that_is_kept_can_be_read_and_taken_away(client, demande):
    services.read_demande(demande=demande, lecteur="Léa Mésange", moyen=Moyen.LIEN)
    html = read(client, demande, "donnees")
    for mots in ("Sam", "sam@exemple.fr", "Je cherche un stage.", "15 à 17 ans", "Léa Mésange"):
        assert mots in html
    fichier = client.get(follow_url(demande, "donnees_json"))
    assert fichier["Content-Disposition"] == 'attachment; filename="demande.json"'
    donnees = json.loads(fichier.content)
    assert (donnees["prenom"], donnees["courriel"], donnees["statut"]) == ("Sam", "sam@exemple.fr", "lue")
    assert donnees["messages"][0]["texte"] == "Je cherche un stage."
    assert donnees["lectures"][0]["par"] == "Léa Mésange"


def test_erasing_leaves_nothing_here_nor_in_the_outbox(client, demande):
    assert "Tout effacer ?" in read(client, demande, "effacer")
    assert "C’est effacé" in client.post(follow_url(demande, "effacer")).content.decode()
    demande.refresh_from_db()
    assert (demande.statut, demande.prenom, demande.courriel) == ("retiree", "", "")
    assert not demande.messages.exclude(texte="").exists()
    assert not Message.objects.filter(objet=demande.objet_jeune).exclude(destinataire="", texte="").exists()
    assert client.get(follow_url(demande)).status_code == 410


@pytest.mark.parametrize("route", ["suivi", "retirer", "effacer", "donnees", "donnees_json"])
def test_a_forged_or_foreign_link_opens_nothing(client, demande, route):
    lien = liens.make_suivi(demande.reference)
    for faux in (demande.reference, lien[:-1] + ("A" if lien[-1] != "A" else "B"), liens.make_suivi("autre")):
        reponse = client.get(follow_url(demande, route).replace(lien, faux))
        assert reponse.status_code == 404


@pytest.mark.parametrize("route", ["suivi", "retirer", "effacer", "donnees", "donnees_json"])
def test_every_page_is_discreet(client, demande, route):
    reponse = client.get(follow_url(demande, route))
    assert "no-store" in reponse["Cache-Control"]
    assert reponse["Referrer-Policy"] == "same-origin"
    assert "noindex" in reponse["X-Robots-Tag"]
    if "html" in reponse["Content-Type"]:
        assert "data-quit" in reponse.content.decode()


def test_addresses_hold_nothing_of_anybody(demande):
    for adresse in (follow_url(demande), *re.findall(r"https?://\S+", mails()[0].texte)):
        # Less what is drawn, the reference and its signature: three letters may be there by chance.
        dit = re.sub(r"\.[\w-]{20,}", "", adresse.replace(demande.reference, "")).lower()
        for mot in ("sam", "léa", "mesange", "mésange", "exemple.fr"):
            assert mot not in dit


@pytest.mark.parametrize("ecrit", ["{}", " {} ", "{}".lower()])
def test_a_code_leads_to_its_page(client, demande, ecrit):
    code = ecrit.format(liens.make_code(demande.reference)).replace("-", " ").lower()
    reponse = client.post("/suivi/", {"code": code})
    assert reponse["Location"] == follow_url(demande)


def test_the_page_of_codes_sets_no_cookie(client, db):
    assert not client.get("/suivi/").cookies


def test_wrong_codes_are_told_and_counted(client, demande, horloge, settings):
    settings.ECHANGES_CODES_FAUX = 3
    codes = ["", "ABCD", "ZZZZ-ZZZZ", "YYYY-YYYY", "XXXX-XXXX", liens.make_code(demande.reference)]
    statuts = [client.post("/suivi/", {"code": code}).status_code for code in codes]
    assert statuts == [422, 422, 422, 422, 429, 429]
    horloge.shift(3700)
    assert client.post("/suivi/", {"code": codes[-1]}).status_code == 302


def test_the_database_alone_opens_nothing(demande):
    ligne = Demande.objects.filter(pk=demande.pk).values().get()
    code = liens.make_code(demande.reference)
    assert code not in map(str, ligne.values())
    assert liens.make_suivi(demande.reference) not in map(str, ligne.values())


def test_queries_do_not_grow_with_the_messages(client, demande, django_assert_max_num_queries):
    for rang in range(12):
        services.write_again(demande=demande, texte=f"Encore {rang}")
    client.get(follow_url(demande))
    with django_assert_max_num_queries(16):
        client.get(follow_url(demande))

"""Writing to somebody: the form, its errors, the recap, one sending, and its guards."""

import pytest
from django.test import Client

from portail.echanges import liens
from portail.echanges.models import Demande
from tests.portail.echanges.conftest import mails, open_form
from tests.portail.opportunites.factories import EngagementFactory
from tests.ressources.factories import PersonneFactory, StructureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(personne) -> str:
    return f"{personne.get_absolute_url()}ecrire/"


def test_the_whole_way(client, page, horloge, personne):
    envoi = open_form(client, page, horloge)
    recap = client.post(page, envoi).content.decode()
    assert "Relis avant d’envoyer" in recap
    assert "Tu n’as pas besoin de l’accord de tes parents" in recap
    assert not Demande.objects.exists()
    suivi = client.post(page, {**envoi, "etape": "envoyer", "accord": "1"}, follow=True)
    demande = Demande.objects.get()
    assert suivi.redirect_chain == [(f"/suivi/{liens.make_suivi(demande.reference)}/", 302)]
    assert "C’est envoyé" in suivi.content.decode()
    assert liens.make_code(demande.reference) in suivi.content.decode()
    assert (demande.personne, demande.statut, demande.messages.get().texte) == (personne, "envoyee", envoi["message"])


def test_the_professional_is_told_without_what_was_said(client, page, horloge):
    envoi = {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"}
    client.post(page, envoi)
    mail, suivi = mails()
    assert mail.destinataire == "lea.mesange@exemple.fr"
    assert mail.sujet == "Une demande vous attend"
    assert suivi.destinataire == "sam@exemple.fr"
    for message in (mail, suivi):
        assert "mécanique" not in message.texte + message.html + message.sujet
    assert "sam@exemple.fr" not in mail.texte + mail.html
    assert "Sam" not in mail.texte + mail.html


def test_the_address_of_the_professional_is_nowhere_on_the_way(client, page, horloge, personne):
    envoi = open_form(client, page, horloge)
    pages = [
        client.get(page),
        client.post(page, envoi),
        client.post(page, {**envoi, "etape": "envoyer", "accord": "1"}, follow=True),
    ]
    for reponse in [*pages, client.get(personne.get_absolute_url())]:
        assert personne.courriel not in reponse.content.decode()
    assert all(personne.courriel not in message.texte + message.html for message in mails())


@pytest.mark.parametrize(
    ("tranche", "phrase"),
    [
        ("moins-15", "sans demander à tes parents"),
        ("15-17", "Tu n’as pas besoin de l’accord"),
        ("18-25", "Ton message est lu par"),
        ("plus-30", "Ton message est lu par"),
    ],
)
def test_what_is_kept_is_said_for_each_age(client, page, horloge, tranche, phrase):
    recap = client.post(page, {**open_form(client, page, horloge), "tranche": tranche}).content.decode()
    assert phrase in recap
    assert "24 mois" in recap


def test_nothing_leaves_before_it_was_read(client, page, horloge):
    reponse = client.post(page, {**open_form(client, page, horloge), "etape": "envoyer"})
    assert reponse.status_code == 422
    assert "Coche cette case" in reponse.content.decode()
    assert not Demande.objects.exists()


FAUTES = [
    ({"message": ""}, "Écris ton message"),
    ({"message": "Stage"}, "un peu court"),
    ({"message": "a" * 3001}, "trop long"),
    ({"prenom": ""}, "Choisis un prénom"),
    ({"prenom": "a" * 41}, "40 caractères"),
    ({"tranche": ""}, "Choisis ton âge"),
    ({"tranche": "42"}, "Choisis ton âge"),
    ({"courriel": ""}, "Donne un numéro ou une adresse e-mail"),
    ({"courriel": "sam@"}, "Il manque quelque chose"),
    ({"courriel": f"{'a' * 250}@exemple.fr"}, "adresse est trop longue"),
    ({"telephone": "12"}, "n’est pas un numéro"),
    ({"telephone": "3919"}, "numéro court"),
    ({"preference": "appel"}, "il faut ton numéro"),
    ({"preference": "appel", "telephone": "06 39 98 12 34"}, "coche cette case"),
    ({"preference": "pigeon"}, "Choisis comment on te répond"),
    ({"moments": ["minuit"]}, "Choisis dans la liste"),
    ({"calcul": "mille"}, "petite question"),
    ({"site_internet": "https://robot.example"}, "ressemble à celui d’un robot"),
    ({"jeton": "faux"}, "restée ouverte trop longtemps"),
]


@pytest.mark.parametrize(("faute", "message"), FAUTES)
def test_errors_are_said_nothing_is_saved_and_no_word_is_lost(client, page, horloge, faute, message):
    envoi = {**open_form(client, page, horloge), **faute, "etape": "envoyer", "accord": "1"}
    reponse = client.post(page, envoi)
    html = reponse.content.decode()
    assert reponse.status_code == 422
    assert message in html
    assert not Demande.objects.exists()
    assert not mails()
    if "message" not in faute:
        assert "Je cherche un stage en mécanique.</textarea>" in html


def test_choices_travel_through_the_recap(client, page, horloge):
    envoi = {**open_form(client, page, horloge), "moments": ["matin", "soir"], "montre_contact": "on"}
    recap = client.post(page, envoi).content.decode()
    assert '<input type="hidden" name="moments" value="matin"' in recap
    assert '<input type="hidden" name="moments" value="soir"' in recap
    client.post(page, {**envoi, "montre_contact": "True", "etape": "envoyer", "accord": "1"})
    demande = Demande.objects.get()
    assert (demande.moments, demande.montre_contact) == (["matin", "soir"], True)


def test_going_back_keeps_the_words(client, page, horloge):
    reponse = client.post(page, {**open_form(client, page, horloge), "etape": "corriger"})
    assert reponse.status_code == 200
    assert "mécanique.</textarea>" in reponse.content.decode()


def test_the_same_form_sent_twice_is_one_request_and_one_page(client, page, horloge):
    envoi = {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"}
    pages = {client.post(page, envoi)["Location"] for _ in range(2)}
    assert len(pages) == 1
    assert Demande.objects.count() == 1
    assert len(mails()) == 2


def test_going_back_to_a_form_that_was_sent_loses_no_word(client, page, horloge):
    envoi = {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"}
    client.post(page, envoi)
    reponse = client.post(page, {**envoi, "message": "Autre chose : je cherche un logement."})
    html = reponse.content.decode()
    assert reponse.status_code == 409
    assert "Autre chose : je cherche un logement.</textarea>" in html
    assert f'name="jeton" value="{envoi["jeton"]}"' not in html
    assert Demande.objects.count() == 1


def test_one_contact_writes_five_times_an_hour(client, page, horloge):
    statuts = []
    for _ in range(6):
        envoi = {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"}
        reponse = client.post(page, envoi)
        statuts.append(reponse.status_code)
    assert statuts == [302] * 5 + [429]
    assert "mécanique.</textarea>" in reponse.content.decode()
    assert Demande.objects.count() == 5
    horloge.shift(3700)
    envoi = {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"}
    assert client.post(page, envoi).status_code == 302


def test_a_person_receives_so_many_an_hour(client, page, horloge, settings):
    settings.ECHANGES_PAR_DESTINATAIRE = 2
    for rang in range(3):
        envoi = {
            **open_form(client, page, horloge),
            "courriel": f"sam{rang}@exemple.fr",
            "etape": "envoyer",
            "accord": "1",
        }
        dernier = client.post(page, envoi)
    assert dernier.status_code == 429
    assert "reçoit beaucoup de messages" in dernier.content.decode()


def test_a_network_without_scripts_writes_less(client, page, horloge, settings):
    settings.ECHANGES_PAR_RESEAU_SANS_SCRIPT = 1
    for rang in range(2):
        envoi = {
            **open_form(client, page, horloge),
            "courriel": f"sam{rang}@exemple.fr",
            "etape": "envoyer",
            "accord": "1",
        }
        dernier = client.post(page, envoi)
    assert dernier.status_code == 429


def test_a_structure_is_written_to_as_well(client, horloge):
    structure = StructureFactory(courriel="accueil@exemple.fr")
    page = f"{structure.get_absolute_url()}ecrire/"
    assert page in client.get(structure.get_absolute_url()).content.decode()
    client.post(page, {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"})
    demande = Demande.objects.get()
    assert (demande.structure, demande.personne) == (structure, None)
    assert mails(destinataire="accueil@exemple.fr")


def test_an_opportunity_leads_to_who_answers_for_it(client, horloge, personne):
    offre = EngagementFactory(personnes=[personne])
    page = f"/opportunites/{offre.pk}-{offre.slug}/ecrire/"
    assert page in client.get(offre.get_absolute_url()).content.decode()
    client.post(page, {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"})
    demande = Demande.objects.get()
    assert (demande.personne, demande.a_propos, demande.a_propos_url) == (
        personne,
        offre.titre,
        offre.get_absolute_url(),
    )


def test_an_opportunity_of_nobody_offers_no_way_to_write(client, horloge):
    offre = EngagementFactory(porteur=None, personnes=[])
    page = f"/opportunites/{offre.pk}-{offre.slug}/ecrire/"
    assert page not in client.get(offre.get_absolute_url()).content.decode()
    assert client.get(page).status_code == 404


def test_who_is_away_has_the_deputy_answer(client, envoyer, horloge):
    suppleant = PersonneFactory(courriel="suppleant@exemple.fr")
    absente = PersonneFactory(suppleant=suppleant, absence_debut="2026-03-10", absence_fin="2026-03-30")
    absente.refresh_from_db()
    demande = envoyer(cible=absente)
    assert demande.transmise_a == suppleant
    assert [mail.destinataire for mail in mails(genre="demande_recue")] == ["suppleant@exemple.fr"]


def test_gone_or_unknown_entries_take_no_message(client, page, horloge, personne):
    envoi = {**open_form(client, page, horloge), "etape": "envoyer", "accord": "1"}
    type(personne).objects.update(live=False)
    assert client.post(page, envoi).status_code == 410
    assert client.post("/personnes/999-x/ecrire/", envoi).status_code == 404
    assert not Demande.objects.exists()


def test_the_form_is_never_cached_and_asks_for_its_token(page, horloge):
    assert Client(enforce_csrf_checks=True).post(page, {"etape": "envoyer"}).status_code == 403
    reponse = Client().get(page)
    assert "no-store" in reponse["Cache-Control"]
    assert reponse["Referrer-Policy"] == "same-origin"
    assert "noindex" in reponse["X-Robots-Tag"]

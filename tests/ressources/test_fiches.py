"""The public pages of the guide, in every state."""

import datetime
import json
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from ressources import demarches
from ressources.demarches import Demarche
from ressources.recurrence import PARIS
from ressources.services import record_opposition, unpublish
from tests.geo.factories import CommuneFactory
from tests.ressources.factories import (
    PermanenceFactory,
    PersonneFactory,
    StructureFactory,
    ThematiqueFactory,
    make_lieu,
)

pytestmark = pytest.mark.django_db


def read(client, fiche, suite="") -> str:
    reponse = client.get(fiche.get_absolute_url().rstrip("/") + (suite or "/"))
    assert reponse.status_code == 200
    return reponse.content.decode()


def jsonld_of(page: str) -> dict:
    (donnees,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(donnees)


def test_a_person(client, lundi):
    personne = PersonneFactory(
        competences=[ThematiqueFactory(nom="Me loger")],
        age_min=16,
        age_max=25,
        langues=["fr", "ar"],
        verifie_le=datetime.date(2026, 3, 4),
        verifie_par="PIJ de Lille",
    )
    page = read(client, personne)
    for attendu in (
        f"<h1>Léa {personne.nom}</h1>",
        "conseillère en insertion",
        "Je t’aide à trouver un logement.",
        "Me loger",
        "16–25",
        "français, arabe",
        "vérifié il y a 12 jours",
        "par PIJ de Lille",
        'href="tel:0639980001"',
        personne.structure.nom,
        "Ouvert jusqu’à 17",
        "(aujourd’hui)",
        f"/personnes/{personne.pk}-{personne.slug}/signaler/",
    ):
        assert attendu in page
    assert page.count("<h1") == 1


def test_readers_get_no_cookie_and_no_token(client):
    reponse = client.get(StructureFactory().get_absolute_url())
    assert not reponse.cookies
    assert "csrfmiddlewaretoken" not in reponse.content.decode()
    assert 'style="' not in reponse.content.decode()


def test_a_stale_entry_says_so(client, lundi):
    perimee = StructureFactory(verifie_le=datetime.date(2024, 3, 16))
    fraiche = StructureFactory(verifie_le=datetime.date(2025, 3, 16))
    assert "Appelle avant de te déplacer" in read(client, perimee)
    assert "Appelle avant de te déplacer" not in read(client, fraiche)


def test_a_wrong_slug_moves_for_good(client):
    personne = PersonneFactory()
    for suite, nom in (
        ("/", "/"),
        (".vcf", ".vcf"),
        ("/permanences.ics", "/permanences.ics"),
        ("/signaler/", "/signaler/"),
    ):
        reponse = client.get(f"/personnes/{personne.pk}-autre-nom{suite}")
        assert reponse.status_code == 301
        assert reponse["Location"] == f"/personnes/{personne.pk}-{personne.slug}{nom}"


def test_a_withdrawn_entry_is_gone_kindly_and_says_nothing_of_itself(client):
    personne = PersonneFactory(nom="Bergeronnette")
    record_opposition(fiche=personne)
    reponse = client.get(personne.get_absolute_url())
    page = reponse.content.decode()
    assert reponse.status_code == 410
    assert "Bergeronnette" not in page.replace(personne.slug, "")
    assert 'action="/recherche/"' in page


def test_a_person_goes_with_the_structure(client):
    personne = PersonneFactory()
    unpublish(fiche=personne.structure)
    assert client.get(personne.get_absolute_url()).status_code == 410


def test_what_was_never_published_is_unknown(client):
    brouillon = StructureFactory(live=False, first_published_at=None)
    assert client.get(brouillon.get_absolute_url()).status_code == 404
    assert client.get("/structures/999999-x/").status_code == 404
    assert client.get("/structures/99999999999999999999999-x/").status_code == 404


def test_another_site_does_not_show_what_it_did_not_adopt(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    autre = Site.objects.create(hostname="autre.example", root_page=Page.objects.get(depth=1))
    fiche, adoptee = StructureFactory(), StructureFactory(sites_adoptants=[autre])
    assert client.get(fiche.get_absolute_url(), headers={"host": "autre.example"}).status_code == 404
    assert client.get(adoptee.get_absolute_url(), headers={"host": "autre.example"}).status_code == 200


def test_an_absence_shows_the_deputy(client, lundi):
    adjointe = PersonneFactory(nom="Fauvette")
    personne = PersonneFactory(
        suppleant=adjointe,
        absence_debut=datetime.date(2026, 3, 10),
        absence_fin=datetime.date(2026, 3, 20),
        absence_message="De retour après les vacances.",
    )
    page = read(client, personne)
    assert "n’est pas là jusqu’au 20 mars." in page
    assert "De retour après les vacances." in page
    assert adjointe.get_absolute_url() in page


def test_an_absent_or_hidden_deputy_gives_way_to_the_desk(client, lundi):
    adjointe = PersonneFactory(nom="Fauvette", absence_debut=datetime.date(2026, 3, 1))
    page = read(client, PersonneFactory(suppleant=adjointe, absence_debut=datetime.date(2026, 3, 10)))
    assert "Fauvette" not in page
    assert "l’accueil te répond" in page


def test_permanences_to_come_with_the_holiday_said(client):
    permanence = PermanenceFactory(debut=datetime.datetime(2026, 3, 30, 14, tzinfo=PARIS), regle="FREQ=WEEKLY;BYDAY=MO")
    with time_machine.travel(datetime.datetime(2026, 4, 1, 12, tzinfo=PARIS), tick=False):
        page = read(client, permanence.structure)
    assert "<s>lundi 6 avril" in page
    assert "jour férié" in page
    assert re.search(r"lundi 13 avril, <[^>]+>14\xa0h – 16\xa0h<", page)
    assert f'id="permanence-{permanence.pk}"' in page


def test_a_permanence_that_is_over_is_not_shown(client):
    permanence = PermanenceFactory(regle="")
    with time_machine.travel(datetime.datetime(2026, 4, 1, tzinfo=PARIS), tick=False):
        assert permanence.titre not in read(client, permanence.structure)


def test_jsonld_says_what_the_page_says(client, lundi):
    structure = StructureFactory(
        presentation='</script><script>alert("x")</script> & co', site_web="https://pij.example/"
    )
    page = read(client, structure)
    assert "<script>alert" not in page
    donnees = jsonld_of(page)
    assert donnees["@type"] == "Organization"
    assert donnees["name"] == structure.nom
    assert donnees["description"].endswith("& co")
    lieu = donnees["location"][0]
    assert lieu["geo"] == {"@type": "GeoCoordinates", "latitude": 50.632, "longitude": 3.061}
    horaires = {(h["dayOfWeek"], h["opens"], h["closes"]) for h in lieu["openingHoursSpecification"]}
    assert ("Monday", "09:00", "12:00") in horaires
    assert not any(jour == "Sunday" for jour, _ouvre, _ferme in horaires)


def test_a_place_without_position_is_not_on_the_map(client):
    structure = StructureFactory(lieux=[make_lieu(latitude=None, longitude=None)])
    page = read(client, structure)
    assert "data-map" not in page
    assert "openstreetmap.org/search" in page


def test_belgian_hours_follow_belgian_holidays(client):
    structure = StructureFactory(
        lieux=[make_lieu(commune=CommuneFactory(belgian=True), horaires="Tu 09:00-12:00; PH off")]
    )
    with time_machine.travel(datetime.datetime(2026, 7, 21, 10, tzinfo=PARIS), tick=False):
        assert "Ouvert jusqu" not in read(client, structure)


def bare_structure(n: int):
    structure = StructureFactory(
        lieux=[make_lieu() for _ in range(n)], thematiques=[ThematiqueFactory() for _ in range(n)]
    )
    for personne in PersonneFactory.create_batch(n, structure=structure):
        PermanenceFactory(structure=structure, personne=personne)
    return structure


@pytest.mark.parametrize("genre", ["structure", "personne"])
def test_queries_do_not_grow(client, genre):
    def count(n: int) -> int:
        fiche = structure = bare_structure(n)
        if genre == "personne":
            fiche = structure.personnes.first()
            fiche.competences = list(structure.thematiques.all())
            fiche.save()
        client.get(fiche.get_absolute_url() + "?a")  # warm what is kept per process
        with CaptureQueriesContext(connection) as requetes:
            read(client, fiche)
        return len(requetes)

    assert count(1) == count(10)


@pytest.mark.parametrize("suite", ["/", ".vcf", "/permanences.ics", "/signaler/"])
@pytest.mark.parametrize("genre", ["structure", "personne"])
def test_hidden_contacts_are_nowhere(client, genre, suite):
    secrets = {"telephone": "06 39 98 77 66", "courriel": "secret@exemple.fr"}
    caches = {"telephone_visible": False, "courriel_visible": False}
    structure = StructureFactory(**secrets, **caches)
    fiche = structure if genre == "structure" else PersonneFactory(structure=structure, **secrets, **caches)
    texte = re.sub(r"[\s\u00a0]", "", read(client, fiche, suite))
    for fuite in ("secret@exemple.fr", "0639987766", "639987766", "06%2039"):
        assert fuite not in texte


def test_the_address_of_a_person_is_never_public(client):
    personne = PersonneFactory(courriel="lea@exemple.fr", courriel_visible=True)
    for suite in ("/", ".vcf", "/permanences.ics", "/signaler/"):
        assert "lea@exemple.fr" not in read(client, personne, suite)


def test_a_structure_may_show_its_shared_mailbox(client):
    structure = StructureFactory(courriel="accueil@exemple.fr", courriel_visible=True)
    assert "mailto:accueil@exemple.fr" in read(client, structure)
    assert "EMAIL;TYPE=INTERNET:accueil@exemple.fr" in read(client, structure, ".vcf")


def test_ways_registered_from_above_are_offered(client, monkeypatch):
    personne = PersonneFactory()
    monkeypatch.setattr(demarches, "_adresses", {})
    demarches.register_demarche(Demarche.ECRIRE, lambda fiche: f"/ecrire/{fiche.pk}/")
    demarches.register_demarche(Demarche.RENDEZVOUS, lambda fiche: "")

    page = client.get(personne.get_absolute_url()).content.decode()

    assert f'href="/ecrire/{personne.pk}/"' in page
    assert "Rendez-vous</a>" not in page

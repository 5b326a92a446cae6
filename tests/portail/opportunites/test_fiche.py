"""The page of an opportunity: every family in every state, what it says, what it offers."""

import datetime
import json
import re

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from portail.opportunites.fiche import build_context
from portail.opportunites.vocabulaire import Etat, Famille
from ressources.recurrence import PARIS
from search.engines import get_engine
from tests.geo.factories import CommuneFactory
from tests.portail.opportunites.factories import (
    FABRIQUES,
    AlternanceFactory,
    EngagementFactory,
    EvenementFactory,
    GuichetFactory,
    MobiliteFactory,
)
from tests.portail.opportunites.test_models import STATES
from tests.ressources.factories import PermanenceFactory, PersonneFactory, StructureFactory, ThematiqueFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi", "home")]

JOUR = datetime.date(2026, 3, 16)


def in_days(days: int) -> datetime.date:
    return JOUR + datetime.timedelta(days=days)


def read(client, offre) -> str:
    response = client.get(offre.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def jsonld(content: str) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', content)
    return json.loads(found[1]) if found else {}


@pytest.mark.parametrize("famille", Famille)
@pytest.mark.parametrize("etat", Etat)
def test_every_state_of_every_family_has_its_page(client, famille, etat):
    offre = FABRIQUES[famille](lien="https://www.exemple.fr/repondre", **STATES[etat])
    if etat == Etat.BROUILLON:
        assert client.get(offre.get_absolute_url()).status_code == 404
        return
    content = read(client, offre)
    finie = etat in (Etat.CLOSE, Etat.ARCHIVEE)
    assert ("On ne peut plus répondre" in content) == finie
    assert ('name="robots" content="noindex' in content) == finie
    assert ('href="https://www.exemple.fr/repondre"' in content) == (etat in (Etat.OUVERTE, Etat.BIENTOT_CLOSE))
    assert ("S’ouvre demain" in content) == (etat == Etat.FUTURE)


def test_a_wrong_slug_leads_to_the_right_address(client):
    offre = MobiliteFactory()
    response = client.get(f"/opportunites/mobilite/{offre.pk}-autre/")
    assert (response.status_code, response["Location"]) == (301, offre.get_absolute_url())


def test_another_family_or_another_site_is_not_found(client):
    offre = MobiliteFactory()
    assert client.get(offre.get_absolute_url().replace("mobilite", "alternance")).status_code == 404
    autre = Site.objects.create(hostname="autre.exemple.fr", root_page=Page.objects.get(depth=1))
    ailleurs = MobiliteFactory(site=autre)
    assert client.get(ailleurs.get_absolute_url()).status_code == 404


def test_a_closed_offer_shows_others_that_are_open(client):
    close = EngagementFactory(cloture=in_days(-1))
    ouverte = EngagementFactory(titre="Encore ouverte")
    MobiliteFactory(titre="D’une autre famille")
    content = read(client, close)
    assert ouverte.get_absolute_url() in content
    assert "D’une autre famille" not in content


def test_who_can_help_is_sought_near_the_reader(client, django_capture_on_commit_callbacks):
    lille = CommuneFactory(lille=True)
    theme = ThematiqueFactory(slug="international")
    with django_capture_on_commit_callbacks(execute=True):
        PersonneFactory(nom="Hirondelle", competences=[theme])
    assert get_engine() is not None
    offre = MobiliteFactory(thematiques=[theme])
    response = client.get(f"{offre.get_absolute_url()}?commune={lille.ref}")
    assert "Hirondelle" in response.content.decode()


def test_people_named_by_an_editor_show_only_when_they_are_public(client):
    nommee = PersonneFactory(nom="Bergeronnette")
    retiree = PersonneFactory(nom="Corneille", live=False)
    content = read(client, MobiliteFactory(personnes=[nommee, retiree]))
    assert "Bergeronnette" in content
    assert "Corneille" not in content


def test_a_structure_is_named_but_linked_only_when_it_is_public(client):
    structure = StructureFactory(nom="Cap Ailleurs", live=False)
    content = read(client, MobiliteFactory(porteur=structure))
    assert "Cap Ailleurs" in content
    assert structure.get_absolute_url() not in content


def test_each_family_says_what_it_alone_has(client):
    permanence = PermanenceFactory(titre="Permanence du mardi")
    contents = {
        "Lisbonne": read(client, MobiliteFactory(pays="PT", ville_etrangere="Lisbonne")),
        "Séances de préparation": read(client, MobiliteFactory(seances=["2026-04-02"])),
        "Permanence du mardi": read(client, GuichetFactory(permanences=[permanence])),
        "Demande de logement social": read(client, GuichetFactory()),
        "Promise en 5 jours": read(client, AlternanceFactory(delai_reponse=5)),
        "24 heures par semaine": read(client, EngagementFactory(heures_semaine=24)),
        "Payant : 3 €": read(client, EvenementFactory(frais="payant", frais_detail="3 €")),
    }
    for mots, content in contents.items():
        assert mots in content


def test_an_alternance_is_a_job_posting(client):
    offre = AlternanceFactory(
        commune=CommuneFactory(lille=True),
        code_postal="59000",
        cloture=in_days(10),
        debut=in_days(30),
        description="</script><script>alert(1)</script>",
        first_published_at=datetime.datetime(2026, 3, 1, tzinfo=PARIS),
    )
    content = read(client, offre)
    decrite = jsonld(content)
    assert decrite["@type"] == "JobPosting"
    assert decrite["validThrough"] == "2026-03-26"
    assert decrite["datePosted"] == "2026-03-01"
    assert decrite["jobStartDate"] == "2026-04-15"
    assert decrite["hiringOrganization"]["name"] == "La Péniche bleue"
    assert decrite["jobLocation"]["address"]["postalCode"] == "59000"
    assert decrite["url"].endswith(offre.get_absolute_url())
    assert "alert(1)</script>" not in content


def test_an_event_is_an_event(client):
    decrite = jsonld(read(client, EvenementFactory(distanciel=True, lien="https://www.exemple.fr/visio")))
    assert decrite["@type"] == "Event"
    assert decrite["startDate"] == "2030-06-12T14:00:00+02:00"
    assert decrite["endDate"] == "2030-06-12T16:30:00+02:00"
    assert decrite["location"] == {"@type": "VirtualLocation", "url": "https://www.exemple.fr/visio"}
    assert decrite["isAccessibleForFree"] is True


MODE = "EventAttendanceMode"
# https://developers.google.com/search/docs/appearance/structured-data/job-posting#job-posting-definition (and /event)
REQUIS = {
    "JobPosting": {"title", "description", "datePosted", "hiringOrganization"},
    "Event": {"name", "startDate", "location"},
}


@pytest.mark.parametrize("fabrique", [AlternanceFactory, EvenementFactory])
@pytest.mark.parametrize("a_distance", [False, True])
def test_search_engines_are_told_all_that_they_require(client, fabrique, a_distance):
    lieu = {"commune": None, "distanciel": True} if a_distance else {"commune": CommuneFactory(lille=True)}
    decrite = jsonld(read(client, fabrique(**lieu)))
    assert REQUIS[decrite["@type"]] <= set(decrite)
    if decrite["@type"] == "Event":
        assert decrite["eventAttendanceMode"].endswith("Online" + MODE if a_distance else "Offline" + MODE)
        assert decrite["location"]["@type"] == ("VirtualLocation" if a_distance else "Place")
        assert "url" in decrite["location"] if a_distance else "addressCountry" in decrite["location"]["address"]
    elif a_distance:  # a job without a place is wholly remote, and says from where it may be done
        assert "jobLocation" not in decrite
        assert decrite["jobLocationType"] == "TELECOMMUTE"
        assert decrite["applicantLocationRequirements"] == {"@type": "Country", "name": "FR"}
    else:
        assert decrite["jobLocation"]["address"]["addressCountry"] == "FR"
        assert "jobLocationType" not in decrite


@pytest.mark.parametrize("champs", [{"cloture": in_days(-1)}, {"organisme": ""}, {"commune": None}])
def test_what_is_over_nameless_or_nowhere_is_not_described_to_search_engines(client, champs):
    assert jsonld(read(client, AlternanceFactory(**champs))) == {}


def test_the_preview_of_a_draft_is_the_page_itself(rf):
    for fabrique in FABRIQUES.values():
        offre = fabrique.build(site=Site.objects.get(), titre="Brouillon", accroche="", famille="")
        offre.clean()
        content = render_to_string(offre.gabarit, offre.get_preview_context(rf.get("/"), ""))
        assert "Aperçu d’un brouillon" in content


def test_the_number_of_queries_does_not_grow(client):
    theme = ThematiqueFactory(slug="theme")
    offre = EngagementFactory(thematiques=[theme], commune=CommuneFactory(lille=True))
    client.get(offre.get_absolute_url())
    comptes = []
    for _tour in range(2):
        for _rang in range(2):
            EngagementFactory(thematiques=[theme], porteur=StructureFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get(offre.get_absolute_url())
        comptes.append(len(queries))
    assert comptes[0] == comptes[1], comptes


def test_a_page_lives_from_day_to_day(client):
    offre = MobiliteFactory(ouverture=in_days(1), cloture=in_days(2))
    said = []
    for days in range(4):
        with time_machine.travel(datetime.datetime.combine(in_days(days), datetime.time(12), PARIS), tick=False):
            said.append(str(build_context(offre)["echeance"].mots))
    assert said == ["S’ouvre demain", "Ferme demain", "Dernier jour pour répondre", "C’est terminé"]

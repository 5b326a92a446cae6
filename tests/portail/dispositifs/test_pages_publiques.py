"""What anybody reads: the list, a dispositif, « Ce à quoi tu as droit »; nothing kept, queries that do not grow."""

import datetime
import re

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.geo.factories import CommuneFactory, ProvinceFactory
from tests.ressources.factories import StructureFactory, ThematiqueFactory

from .factories import DispositifFactory, a_verifier, age, groupe, situations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
JOUR = datetime.date(2026, 11, 26)
EVERY_PAGE = ["/dispositifs/", "/mes-droits/", "/mes-droits/?age=16-17&situation=decrocheur", "/dispositifs/apl/"]


@pytest.fixture(autouse=True)
def _stopped_clock():
    with time_machine.travel(datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC), tick=False):
        yield


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\u00a0", " ").split())


def section(response, name: str) -> str:
    """The part of the answers under a heading: oui, peut-etre, bientot; "" when it is not there."""
    found = re.search(rf'<section class="verdict verdict--{name}".*?</section>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).replace("\u00a0", " ").split()) if found else ""


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_has_one_h1_no_cookie_nothing_inline(path, client):
    DispositifFactory(nom="APL", slug="apl", etapes=[], regle=[situations("location")])

    response = client.get(path)

    html = response.content.decode()
    assert response.status_code == 200
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert not response.cookies
    assert not re.search(r"<[^>]+ (style|on[a-z]+)=", html)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_queries_do_not_grow_with_the_dispositifs(path, nord):
    theme = ThematiqueFactory(slug="logement")

    def make(**fields):
        DispositifFactory(zones=[nord], thematiques=[theme], regle=[groupe("aucune", situations("etudiant"))], **fields)

    def count() -> int:
        client = Client()
        client.get(path)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    make(nom="APL", slug="apl")
    make()
    few = count()
    for _rank in range(9):
        make()

    assert count() <= few


def test_homonyms_are_offered_to_choose_from(client):
    CommuneFactory(code="59152", nom="Comines")
    CommuneFactory(code="57097", nom="Comines", pays="BE", departement=ProvinceFactory())

    response = client.get("/mes-droits/?ou=Comines&cas=parent")

    assert "commune=59152&amp;cas=parent" in response.content.decode()
    assert "commune=be-57097&amp;cas=parent" in response.content.decode()


def test_answers_are_sorted_with_their_reasons(client, nord, halluin, amiens):
    DispositifFactory(nom="Pour décrocheurs", age_min=16, age_max=25, zones=[nord], regle=[situations("decrocheur")])
    DispositifFactory(nom="Avec un bail", regle=[a_verifier("avoir un bail à ton nom")])
    DispositifFactory(nom="À la majorité", age_min=18)
    DispositifFactory(nom="En janvier", ouverture=datetime.date(2027, 1, 3))
    DispositifFactory(nom="Pour étudiants", regle=[situations("etudiant")])

    response = client.get("/mes-droits/", {"ou": "Halluin", "age": "16-17", "situation": "decrocheur"})

    oui, peut_etre, bientot = (section(response, name) for name in ("oui", "peut-etre", "bientot"))
    assert "Pour décrocheurs" in oui
    assert "Tu as l’âge : entre 16 et 25 ans Tu habites à Halluin Tu as arrêté l’école" in oui
    assert "À vérifier : avoir un bail à ton nom" in peut_etre
    assert "À partir de 18 ans" in bientot
    assert "Ouvre le 3 janvier 2027" in bientot
    assert "Pour étudiants : il faut faire des études après le bac." in text_of(response)

    elsewhere = client.get("/mes-droits/", {"commune": "80021", "age": "16-17", "situation": "decrocheur"})
    assert "Pour décrocheurs : il faut habiter là : Nord" in text_of(elsewhere)


def test_a_band_across_a_bound_says_the_exact_age_to_check(client):
    DispositifFactory(nom="Pass", age_max=21)

    response = client.get("/mes-droits/?age=18-25")

    assert "Pass" in section(response, "peut-etre")
    assert "À vérifier : avoir 21 ans ou moins" in section(response, "peut-etre")


def test_none_of_these_is_an_answer_and_silence_is_not(client):
    DispositifFactory(nom="AAH", regle=[situations("handicap")])

    assert "être en situation de handicap" in section(client.get("/mes-droits/?age=18-25"), "peut-etre")
    assert section(client.get("/mes-droits/?age=18-25&cas=aucun"), "peut-etre") == ""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ou=Zzyzx", "Zzyzx"),
        ("age=42", "« 42 » n’est pas une valeur de « age »"),
        ("situation=astronaute", "« astronaute » n’est pas une réponse que l’on connaît."),
        ("logement=location&logement=foyer", "Une seule réponse à « Où vis-tu ? »"),
        ("commune=99999&age=16-17", "On ne connaît pas la commune « 99999 »."),
    ],
)
def test_what_is_wrong_is_said_and_breaks_nothing(query, said, client):
    response = client.get(f"/mes-droits/?{query}")

    assert response.status_code == 200
    assert said in text_of(response)


@pytest.mark.parametrize("path", ["/mes-droits/", "/mes-droits.ics", "/mes-droits.rss", "/api/v1/mes-droits"])
def test_answers_are_kept_by_no_cache_and_told_to_no_other_site(path, client):
    response = client.get(path, {"age": "16-17", "cas": "handicap"})

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_answers_are_not_sent_to_the_official_site(client):
    assert client.get("/mes-droits/?cas=handicap")["Referrer-Policy"] == "no-referrer"


def test_answers_are_written_in_no_log(client, caplog):
    with caplog.at_level(0):
        client.get("/mes-droits/?cas=handicap&ou=Halluin&situation=decrocheur")
        client.get("/mes-droits/?cas=handicap%00")

    for word in ("handicap", "Halluin", "decrocheur"):
        assert all(word not in record.getMessage() and word not in str(record.__dict__) for record in caplog.records)


def test_who_can_help_is_shown_with_the_answers(client, halluin, django_capture_on_commit_callbacks):
    theme = ThematiqueFactory(slug="emploi")
    with django_capture_on_commit_callbacks(execute=True):
        StructureFactory(nom="Mission locale de Halluin", thematiques=[theme])
    DispositifFactory(thematiques=[theme])

    assert "Mission locale de Halluin" in text_of(client.get("/mes-droits/?age=18-25"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"ouverture": JOUR + datetime.timedelta(days=12)}, "Ouvre dans 12 jours, le 8 décembre 2026."),
        ({"cloture": JOUR + datetime.timedelta(days=1)}, "Ferme demain, le 27 novembre 2026."),
        ({"cloture": JOUR}, "Dernier jour pour demander."),
        ({"cloture": JOUR - datetime.timedelta(days=1)}, "C’est fermé depuis le 25 novembre 2026."),
    ],
)
def test_the_page_says_where_the_dates_stand(fields, said, client):
    DispositifFactory(slug="aide", **fields)

    assert said in text_of(client.get("/dispositifs/aide/"))


def test_the_page_says_conditions_steps_and_papers(client, nord):
    DispositifFactory(
        slug="aide",
        age_min=16,
        zones=[nord],
        regle=[groupe("au_moins_une", age(None, 25), situations("handicap")), a_verifier("avoir un contrat")],
        documents="Carte d’identité\nBail",
        evaluation="Neuf jeunes sur dix ont gardé leur logement.",
    )

    text = text_of(client.get("/dispositifs/aide/"))
    assert "Avoir 16 ans ou plus" in text
    assert "Habiter là : Nord" in text
    assert "Avoir 25 ans ou moins, ou être en situation de handicap" in text
    assert "Carte d’identité Bail" in text
    assert "Neuf jeunes sur dix" in text


def test_a_draft_and_an_unknown_one_are_not_there(client):
    DispositifFactory(slug="brouillon", live=False)

    for path in ("/dispositifs/brouillon/", "/dispositifs/rien/", "/programmes/rien/"):
        assert client.get(path).status_code == 404
    assert "/dispositifs/brouillon/" not in client.get("/dispositifs/").content.decode()


def test_the_list_is_narrowed_by_each_filter(client, nord, halluin, amiens):
    DispositifFactory(nom="Du Nord", zones=[nord])
    DispositifFactory(nom="Du travail", axe="emploi", apport="emploi")
    DispositifFactory(nom="Des grands", age_min=26)
    DispositifFactory(nom="Du labo", laboratoire=True)
    DispositifFactory(nom="Du passé", cloture=JOUR - datetime.timedelta(days=1))
    everything = {"Du Nord", "Du travail", "Des grands", "Du labo"}

    def names(query: str) -> set[str]:
        html = client.get(f"/dispositifs/?{query}").content.decode()
        return {name for name in (*everything, "Du passé") if f">{name}</a>" in html}

    assert names("") == everything
    assert names("axe=emploi") == names("apport=emploi") == {"Du travail"}
    assert names("age=16-17") == everything - {"Des grands"}
    assert names("commune=80021") == everything - {"Du Nord"}
    assert names("ou=Halluin") == everything
    assert names("laboratoire=1") == {"Du labo"}
    assert names("axe=rien&page=99") == everything


def test_htmx_gets_the_list_its_filters_and_its_head_alone(client):
    DispositifFactory(nom="Du labo", laboratoire=True)
    asked = "/dispositifs/?laboratoire=1&axe=&age=&ou="
    response = client.get(asked, headers={"HX-Request": "true"})
    assert "<html" not in response.text
    for part in ('id="reponse"', 'id="filtres" hx-swap-oob="true"', 'id="entete" hx-swap-oob="true"', ">Du labo</a>"):
        assert part in response.text
    assert response["HX-Push-Url"] == "/dispositifs/?laboratoire=1"
    assert "HX-Request" in response["Vary"]
    assert "hx-swap-oob" not in client.get(asked).text


def test_former_addresses_of_programmes_lead_to_dispositifs(client):
    DispositifFactory(slug="partaj", laboratoire=True)
    DispositifFactory(slug="apl")

    assert client.get("/programmes/partaj/").headers["Location"] == "/dispositifs/partaj/"
    assert client.get("/programmes/").headers["Location"] == "/dispositifs/?laboratoire=1"
    assert client.get("/programmes/apl/").status_code == 404


def test_feeds_hold_what_the_filters_keep(client):
    DispositifFactory(nom="Aide A", axe="emploi", cloture=JOUR + datetime.timedelta(days=10))
    DispositifFactory(nom="Aide B", ouverture=JOUR + datetime.timedelta(days=3))

    rss = client.get("/dispositifs.rss?axe=emploi").content.decode()
    assert "<title>Aide A</title>" in rss
    assert "Aide B" not in rss

    agenda = icalendar.Calendar.from_ical(client.get("/dispositifs.ics").content)
    events = {str(event["summary"]): event["dtstart"].dt for event in agenda.walk("VEVENT")}
    assert events == {
        "Dernier jour : Aide A": JOUR + datetime.timedelta(days=10),
        "Ouvre : Aide B": JOUR + datetime.timedelta(days=3),
    }
    assert len({str(event["uid"]) for event in agenda.walk("VEVENT")}) == 2


def test_the_api_gives_the_list_one_and_the_verdicts(client, nord):
    DispositifFactory(nom="Pour décrocheurs", slug="aide", zones=[nord], regle=[situations("decrocheur")])

    (one,) = client.get("/api/v1/dispositifs").json()
    assert (one["slug"], one["zones"], one["conditions"][-1]) == ("aide", [str(nord)], "avoir arrêté l’école")
    assert client.get("/api/v1/dispositifs/aide").json() == one
    assert client.get("/api/v1/dispositifs/rien").status_code == 404
    verdicts = client.get("/api/v1/mes-droits?situation=lyceen").json()
    assert verdicts["non"][0]["raisons"] == ["il faut avoir arrêté l’école"]
    refused = client.get("/api/v1/mes-droits?age=42")
    assert (refused.status_code, refused.json()["detail"][0]["champ"]) == (422, "age")
    assert client.get("/api/v1/dispositifs?apport=or").status_code == 422


def test_a_dispositif_is_in_the_site_s_plan_for_machines(client):
    DispositifFactory(slug="apl")

    assert "/dispositifs/apl/" in client.get("/sitemap.xml").content.decode()

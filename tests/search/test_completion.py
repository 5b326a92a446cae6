"""What the text box proposes: themes, searches, entries; nobody's words, and one query of the index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search import facets
from search.completion import complete
from search.lexique.models import MotUrgence
from search.models import RechercheFrequente
from search.places import Place
from search.sources import DocumentData
from tests.search import corpus

pytestmark = pytest.mark.django_db

API = "/api/v1/suggestions"


@pytest.fixture
def entries(engine, communes):
    rows = (
        ("structure", "Mission locale de Lille", "59350"),
        ("structure", "Mission locale de Lens", "62498"),
        ("personne", "Camille Vanhove", "59350"),
        ("article", "Le logement, mode d’emploi", ""),
    )
    engine.index(
        DocumentData(
            source="essai", object_id=number, type=type_, title=title, url=f"/{number}/", commune=ref,
            latitude=communes[ref].latitude if ref else None, longitude=communes[ref].longitude if ref else None,
            payload={"commune": communes[ref].nom if ref else "", "structure": "Maison de l’emploi"},
        )
        for number, (type_, title, ref) in enumerate(rows)
    )  # fmt: skip
    return communes


def labels(text: str, place: Place | None = None, genre: str = "") -> list[str]:
    return [one.libelle for one in complete(text, place) if not genre or one.genre == genre]


@pytest.mark.parametrize(
    "typed",
    ["miss", "mission", "Mission loc", "mission locale", "mission locale de", "mission locale de li", "lil", "LILLE"],
)
def test_an_entry_is_found_from_any_word_of_its_title(entries, typed):
    assert "Mission locale de Lille" in labels(typed, genre="structure")


def test_entries_say_what_they_are_and_lead_to_their_page(entries):
    (camille,) = [one for one in complete("vanho") if one.genre == "personne"]
    assert (camille.libelle, camille.detail, camille.url) == (
        "Camille Vanhove",
        "Personnes · Maison de l’emploi",
        "/2/",
    )
    (lens,) = [one for one in complete("lens") if one.url]
    assert lens.detail == "Lieux · Lens"


def test_near_the_place_when_one_is_chosen(entries):
    lens = Place.of(entries["62498"])
    assert "Mission locale de Lens" in labels("mission loc", lens, "structure")
    assert labels("mission loc", Place.of(entries["75056"]), "structure") == []


def test_themes_and_words_of_the_trade_are_proposed(entries):
    facets.register_labels(facets.THEME, lambda: {"logement": "Logement", "sante": "Santé"})
    assert labels("log", genre="theme") == ["Logement"]
    assert labels("san", genre="theme") == ["Santé"]
    assert "mission locale" in [label.lower() for label in labels("mission l", genre="recherche")]
    assert len(labels("log")) == len({label.lower() for label in labels("log")})


@pytest.fixture(autouse=True)
def _themes_as_they_were():
    before = dict(facets._providers)
    yield
    facets._providers.clear()
    facets._providers.update(before)


@pytest.mark.parametrize(
    "typed", ["", "m", "   ", "%", "\x00", "\"'*", "🏠", "_", "suicide", "envie de mourir", "é" * 500]
)
def test_what_says_nothing_or_speaks_of_danger_proposes_nothing(entries, typed):
    assert complete(typed) == ()


def test_often_made_searches_come_first_among_searches_and_only_once_shared(entries, settings):
    settings.SEARCH_FREQUENT_DAYS = 3
    for text, days in (("logement etudiant", 3), ("logement social", 2)):
        RechercheFrequente.objects.create(texte=text, jours=days, dernier_jour=corpus.TODAY)
    found = complete("logement")
    often = [one.libelle for one in found if one.detail == "Souvent cherché"]
    assert often == ["logement étudiant"]
    MotUrgence.objects.create(expression="etudiant", danger="rue")
    from search.lexique.memory import refresh

    refresh()
    assert not [one for one in complete("logement") if one.detail == "Souvent cherché"]


def test_one_query_of_the_index_whatever_is_found(entries):
    complete("mission")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        complete("mission locale", Place.of(entries["59350"]))
    assert len([query for query in queries if "search_document" in query["sql"]]) == 1
    with CaptureQueriesContext(connection) as queries:
        complete("mi")
    assert not [query for query in queries if "search_document" in query["sql"]]


def test_the_api_answers_what_the_box_shows(client, entries):
    response = client.get(API, {"q": "mission loc", "commune": "59350", "limite": 3})
    assert response.status_code == 200
    answer = response.json()
    assert 0 < len(answer) <= 3
    assert set(answer[0]) == {"genre", "libelle", "detail", "url"}
    assert "public" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("query", ["q=x&limite=0", "q=x&limite=21", "q=x&limite=deux", "q=x&commune=00000"])
def test_the_api_refuses_in_words(client, entries, query):
    response = client.get(f"{API}?{query}")
    assert response.status_code == 422
    assert response.json()["detail"][0]["msg"]


def test_danger_is_kept_by_no_cache(client, entries):
    response = client.get(API, {"q": "suicide"})
    assert response.json() == []
    assert "no-store" in response["Cache-Control"]


def test_the_box_knows_where_to_ask(client, entries):
    page = client.get("/recherche/").content.decode()
    assert f'data-completion data-api="{reverse("api:suggestions")}"' in page
    assert 'role="listbox" aria-labelledby="q_label"' in page

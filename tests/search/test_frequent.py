"""Searches often made: days alone are counted, and nobody is in them."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.http import QueryDict

from search import facets, frequent
from search.criteria import Criteria
from search.models import RechercheFrequente
from search.sources import DocumentData

pytestmark = pytest.mark.django_db

DAYS = [datetime(2025, 11, day, 10, tzinfo=UTC) for day in range(3, 12)]


@pytest.fixture(autouse=True)
def _fresh(settings):
    settings.SEARCH_FREQUENT_DAYS = 3
    settings.SEARCH_FREQUENT_KEPT_DAYS = 30
    frequent._seen.cache_clear()


@pytest.fixture
def entries(engine, communes):
    engine.index(
        DocumentData(source="essai", object_id=number, type="structure", title=title, url="/", remote=True)
        for number, title in enumerate(("Logement des jeunes", "Mission locale", "Camille Vanhove", "Crise suicidaire"))
    )


def kept() -> dict[str, int]:
    return dict(RechercheFrequente.objects.values_list("texte", "jours"))


def search(client, text: str, **headers) -> None:
    assert client.get("/recherche/", {"q": text}, headers=headers).status_code == 200


def test_a_search_is_proposed_once_made_on_several_days(client, entries):
    for number, day in enumerate(DAYS[:3], 1):
        with time_machine.travel(day, tick=False):
            for _visitor in range(3):
                search(client, "Je cherche un LOGEMENT à Lille")
        assert kept() == {"logement": number}
        assert frequent.beginning_with("log", 5) == (["logement"] if number == 3 else [])


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("logement", "logement"),
        ("j'ai 16 ans, logement à Lille ce soir", "logement"),
        ("Mission Locale", "mission locale"),
        ("camille vanhove", ""),
        ("logement camille vanhove", ""),
        ("logement 06 39 98 12 34", ""),
        ("logement camille@exemple.fr", ""),
        ("suicide logement", ""),
        ("où dormir ce soir", ""),
        ("", ""),
    ],
)
def test_only_words_of_the_trade_are_kept(communes, typed, text):
    criteria = Criteria.from_query(_query(typed))
    assert frequent.text_to_keep(criteria) == text


def _query(text: str) -> QueryDict:
    params = QueryDict(mutable=True)
    params["q"] = text
    return params


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("xyzzyx", {}),
        ("logement trapèze", {}),
        ("crise suicidaire", {}),
        ("logement", {"DNT": "1"}),
        ("logement", {"Sec-GPC": "1"}),
    ],
)
def test_what_finds_nothing_speaks_of_danger_or_is_refused_is_not_counted(client, entries, text, headers):
    search(client, text, **headers)
    assert kept() == {}


def test_switched_off_nothing_is_kept_nor_proposed(client, entries, settings):
    RechercheFrequente.objects.create(texte="logement", jours=9, dernier_jour=DAYS[0].date())
    settings.SEARCH_FREQUENT_DAYS = 0
    search(client, "mission locale")
    assert kept() == {"logement": 9}
    assert frequent.beginning_with("log", 5) == []
    assert frequent.purge() == 1


def test_what_nobody_searches_any_more_is_forgotten(entries):
    RechercheFrequente.objects.create(texte="logement", jours=9, dernier_jour=DAYS[0].date())
    RechercheFrequente.objects.create(texte="emploi", jours=1, dernier_jour=DAYS[8].date())
    with time_machine.travel(datetime(2025, 12, 5, 10, tzinfo=UTC), tick=False):
        assert frequent.purge() == 1
    assert kept() == {"emploi": 1}


def test_counting_costs_one_statement_a_day(client, entries, django_assert_num_queries):
    criteria = Criteria.from_query(_query("logement"))
    frequent.text_to_keep(criteria)
    with time_machine.travel(DAYS[0], tick=False):
        frequent._count("logement", DAYS[0].date())
        with django_assert_num_queries(0):
            frequent._count("logement", DAYS[0].date())


def test_themes_are_words_of_the_trade(communes):
    before = dict(facets._providers)
    facets.register_labels(facets.THEME, lambda: {"trapeze": "Trapèze volant"})
    try:
        assert frequent.text_to_keep(Criteria.from_query(_query("trapèzes"))) == "trapezes"
    finally:
        facets._providers.clear()
        facets._providers.update(before)

"""Dispositifs among the results of the search."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from portail.dispositifs.recherche import DispositifSource
from search.criteria import Criteria
from search.engines import get_engine
from search.places import place_of_ref
from tests.ressources.factories import ThematiqueFactory

from .factories import DispositifFactory

pytestmark = pytest.mark.django_db


def found(text: str, **criteria) -> list[str]:
    return [hit.title for hit in get_engine().search(Criteria(text=text, words=text, **criteria)).hits]


def test_it_is_found_where_it_is_open_and_gone_once_withdrawn(
    nord, halluin, amiens, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        aide = DispositifFactory(nom="Visale", zones=[nord])

    assert found("visale", types=("dispositif",)) == ["Visale"]
    assert found("visale", place=place_of_ref("59279")) == ["Visale"]
    assert found("visale", place=place_of_ref("80021")) == []

    with django_capture_on_commit_callbacks(execute=True):
        aide.unpublish()
    assert found("visale") == []


def test_what_closes_overnight_leaves_the_search_with_the_nightly_command(nord, django_capture_on_commit_callbacks):
    jour = timezone.localdate()
    with django_capture_on_commit_callbacks(execute=True):
        DispositifFactory(nom="Prime de rentrée", cloture=jour)
        DispositifFactory(nom="Prime close", cloture=jour - datetime.timedelta(days=1))
    assert found("prime") == ["Prime de rentrée"]
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("refresh_dispositifs")
        assert found("prime") == []


def test_the_card_is_drawn_without_a_query(client, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        DispositifFactory(nom="Visale", montant="Un garant gratuit", age_min=18, age_max=30)

    html = client.get("/recherche/?q=visale").content.decode()

    assert "Un garant gratuit" in html
    assert "18–30 ans" in html


def test_documents_cost_as_many_queries_for_ten_as_for_one(nord, django_assert_num_queries):
    theme = ThematiqueFactory(slug="logement")
    aides = [DispositifFactory(zones=[nord], thematiques=[theme]) for _rank in range(10)]

    with django_assert_num_queries(4):
        documents = list(DispositifSource().documents([aide.pk for aide in aides]))

    assert len(documents) == 10
    assert documents[0].themes == ("logement",)
    assert documents[0].zones[0].code == "59"

"""Several sites share the index: each finds what it owns or adopted, and what belongs to nobody."""

import pytest
from wagtail.models import Page, Site

from search.completion import complete
from search.sources import DocumentData

pytestmark = pytest.mark.django_db


@pytest.fixture
def sites(engine, communes):
    first = Site.objects.get(is_default_site=True)
    second = Site.objects.create(hostname="autre.testserver", root_page=Page.objects.get(depth=1), site_name="Autre")
    rows = (
        ("Trapèze du premier", first.pk, ()),
        ("Trapèze du second", second.pk, ()),
        ("Trapèze partagé", first.pk, (second.pk,)),
        ("Trapèze de tous", None, ()),
    )
    engine.index(
        DocumentData(
            source="essai",
            object_id=number,
            type="structure",
            title=title,
            url=f"/{number}/",
            site_id=owner,
            adopted_by=others,
        )
        for number, (title, owner, others) in enumerate(rows)
    )
    return {"testserver": first, "autre.testserver": second}


def titles(client, host: str) -> set[str]:
    answer = client.get("/api/v1/recherche?q=trapèze", headers={"host": host}).json()
    return {result["titre"].removeprefix("Trapèze ") for result in answer["resultats"]}


def test_each_site_finds_what_it_shows(client, sites, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert titles(client, "testserver") == {"du premier", "partagé", "de tous"}
    assert titles(client, "autre.testserver") == {"du second", "partagé", "de tous"}


def test_the_page_the_feed_and_the_box_do_as_the_api(client, sites, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for address in ("/recherche/?q=trapèze", "/recherche.rss?q=trapèze", "/api/v1/suggestions?q=trap"):
        text = client.get(address, headers={"host": "autre.testserver"}).content.decode()
        assert "du second" in text
        assert "du premier" not in text


def test_a_portal_of_one_site_finds_everything(client, sites):
    sites["autre.testserver"].delete()
    assert titles(client, "testserver") == {"du premier", "du second", "partagé", "de tous"}
    assert len(complete("trapèze")) == 4

"""The demonstration's site answers where `make run` was told to, until somebody decides otherwise."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from portail.pages.demo.adresse import move_site
from tests.portail.opportunites.factories import EvenementFactory
from tests.ressources.factories import UtilisateurFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def address() -> tuple[str, int]:
    return Site.objects.values_list("hostname", "port").get(is_default_site=True)


@pytest.mark.parametrize(
    ("base_url", "root"),
    [
        ("http://localhost:8105", "http://localhost:8105"),
        ("http://192.0.2.7:8000", "http://192.0.2.7:8000"),
        ("http://portail.exemple.fr", "http://portail.exemple.fr"),
        ("https://portail.exemple.fr", "https://portail.exemple.fr"),
    ],
)
def test_the_site_follows_the_address(base_url, root):
    move_site(base_url)
    assert Site.objects.get(is_default_site=True).root_url == root
    assert move_site(base_url) is None


def test_the_port_may_change_from_a_run_to_the_next(settings):
    for port in (8000, 8105, 8000):
        settings.BASE_URL = f"http://localhost:{port}"
        call_command("move_demo", verbosity=0)
        assert address() == ("localhost", port)


def test_a_site_set_in_the_administration_stays(client):
    site = Site.objects.get(is_default_site=True)
    client.force_login(
        UtilisateurFactory(is_superuser=True), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    data = {"hostname": "jeunes.exemple.fr", "port": 80, "root_page": site.root_page_id, "is_default_site": "on"}
    client.post(reverse("wagtailsites:edit", args=[site.pk]), data)
    assert address() == ("jeunes.exemple.fr", 80)
    assert move_site("http://localhost:8105") is None
    assert address() == ("jeunes.exemple.fr", 80)


def test_an_address_that_another_site_has_is_left_to_it():
    before = address()
    Site.objects.create(hostname="localhost", port=8105, root_page=Site.objects.get().root_page)
    assert move_site("http://localhost:8105") is None
    assert address() == before


@pytest.mark.parametrize(
    "path", ["/", "/sitemap.xml", "/robots.txt", "/opportunites.rss", "/opportunites.ics", "/dispositifs.rss"]
)
def test_every_address_written_has_the_port(client, path):
    EvenementFactory()
    move_site("http://localhost:8105")
    text = client.get(path, SERVER_NAME="localhost", SERVER_PORT="8105").content.decode()
    written = set(re.findall(r"https?://localhost[^/<\s\"]*", text))
    assert written == {"http://localhost:8105"}

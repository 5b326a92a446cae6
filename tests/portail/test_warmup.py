"""A process that starts asks itself for a few pages, as a visitor would."""

from threading import Thread

import pytest

from portail import warmup


class Site:
    """A WSGI application that keeps what it was asked for, and may fail at one address."""

    def __init__(self, failing: str = ""):
        self.failing, self.asked = failing, []

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        if environ["PATH_INFO"] == self.failing:
            raise RuntimeError("out of order")
        start_response("200 OK", [])
        return [b""]


def warm_up(site: Site) -> list[str]:
    """Warm a site up in a thread of its own, as it closes the connections of its thread; return the addresses asked."""
    thread = Thread(target=warmup.warm_up, args=(site,))
    thread.start()
    thread.join()
    return [environ["PATH_INFO"] for environ in site.asked]


@pytest.fixture(autouse=True)
def _base_url(settings):
    settings.BASE_URL = "https://info.exemple.fr"


def test_a_search_and_the_home_page_are_asked_past_the_page_cache():
    site = Site()
    assert warm_up(site) == ["/recherche/", "/"]
    for environ in site.asked:
        assert environ["HTTP_HOST"] == "info.exemple.fr"
        assert environ["HTTP_AUTHORIZATION"]


def test_a_page_that_fails_does_not_keep_the_others_cold():
    assert warm_up(Site(failing="/recherche/")) == ["/recherche/", "/"]

"""What every page type owes: explicit types, a template, one h1, a preview, no cookie, queries that do not grow."""

import re

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import get_page_models

from portail.cms.models import BasePage
from tests.portail.pages import factories
from tests.portail.pages.factories import make_home, make_one_of_each

MODELS = [model for model in get_page_models() if model._meta.app_label != "wagtailcore"]
H1 = re.compile(r"<h1[ >]")


@pytest.fixture
def pages(db):
    return {type(page): page for page in make_one_of_each(make_home())}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
class TestPageType:
    def test_descends_from_the_base_page(self, model):
        assert issubclass(model, BasePage)

    def test_says_where_it_goes_and_what_goes_under_it(self, model):
        for name in ("parent_page_types", "subpage_types", "template"):
            assert name in vars(model), f"{model.__name__} inherits {name}"

    def test_has_a_template_of_its_own(self, model):
        get_template(model.template)

    def test_declares_who_may_read(self, model):
        assert model.access_rule == "public"

    def test_has_french_names(self, model):
        assert not str(model._meta.verbose_name).endswith(" page")  # Django's default, from the class name

    def test_shows_one_h1_to_anybody_and_sets_no_cookie(self, model, pages, client):
        response = client.get(pages[model].url)

        assert response.status_code == 200
        assert len(H1.findall(response.content.decode())) == 1
        assert not response.cookies

    def test_tells_machines_what_it_is(self, model, pages, client):
        html = client.get(pages[model].url).content.decode()

        assert '<meta name="description" content="Ce que la page apporte' in html
        assert f'<link rel="canonical" href="{pages[model].full_url}">' in html
        assert '<meta property="og:title"' in html

    def test_previews_as_a_draft(self, model, pages):
        page = pages[model]
        for mode, _label in page.preview_modes:
            response = page.make_preview_request(preview_mode=mode)
            assert response.status_code == 200
            assert H1.search(response.content.decode())

    def test_has_neither_inline_script_nor_style(self, model, pages, client):
        html = client.get(pages[model].url).content.decode()

        assert not re.search(r"<[^>]+ style=", html)
        assert not re.search(r"<[^>]+ on[a-z]+=", html)
        for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
            assert "src=" in attributes or "application/" in attributes, body[:80]


def test_every_type_has_its_sample(pages):
    assert set(MODELS) == set(pages)


def test_a_draft_is_not_read_by_anybody(pages, client):
    page = factories.ContentPageFactory(parent=pages[factories.models.ListingPage], live=False)

    assert client.get(page.url or f"/{page.slug}/").status_code == 404


GROWING = [factories.ContentPageFactory, factories.PijPageFactory]


@pytest.mark.parametrize("factory", GROWING, ids=lambda factory: factory._meta.model.__name__)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_queries_do_not_grow_with_the_pages(model, factory, pages):
    listing = pages[factories.models.ListingPage]
    url = pages[model].url
    few = count_queries(url)
    for _rank in range(9):
        factory(parent=listing, **({"axe": "emploi"} if factory is not factories.PijPageFactory else {}))

    assert count_queries(url) <= few + 2  # a first related page, a first page of the axis: once, not nine times


def count_queries(url: str) -> int:
    client = Client()
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)

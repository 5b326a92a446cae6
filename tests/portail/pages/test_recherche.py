"""Pages among the results of the search."""

import pytest

from portail.pages.recherche import ArticleSource, AxeSource, PijSource, body_text
from search.criteria import Criteria
from search.engines import get_engine
from tests.portail.pages.factories import (
    AxePageFactory,
    ContentPageFactory,
    ListingPageFactory,
    PijPageFactory,
)
from tests.ressources.factories import ThematiqueFactory


@pytest.fixture
def listing(home):
    return ListingPageFactory(parent=home)


def found(text: str) -> list[str]:
    return [hit.title for hit in get_engine().search(Criteria(text=text, words=text)).hits]


def test_a_published_article_is_found_by_its_words_and_a_withdrawn_one_is_not(
    listing, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = ContentPageFactory(
            parent=listing, title="Louer sans garant", corps=[{"type": "texte", "value": "<p>Visale</p>"}]
        )

    assert found("visale") == ["Louer sans garant"]

    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()

    assert found("visale") == []


def test_documents_say_what_a_card_and_the_facets_need(listing):
    theme = ThematiqueFactory(slug="logement", nom="Me loger")
    page = ContentPageFactory(parent=listing, thematiques=[theme], age_min=18, age_max=30)

    (document,) = ArticleSource().documents([page.pk])

    assert document.type == "article"
    assert document.themes == ("logement",)
    assert document.keywords == ("Me loger",)
    assert (document.age_min, document.age_max) == (18, 30)
    assert document.url == page.url
    assert document.remote
    assert document.payload["axe"] == "autonomie"


@pytest.mark.parametrize(
    ("source", "factory"),
    [(PijSource, PijPageFactory), (ArticleSource, ContentPageFactory)],
)
def test_sources_list_published_pages_only(source, factory, listing):
    page = factory(parent=listing)
    factory(parent=listing, live=False)

    assert list(source().object_ids()) == [page.pk]
    assert [document.title for document in source().documents([page.pk])] == [page.title]


def test_documents_cost_as_many_queries_for_ten_as_for_one(listing, django_assert_max_num_queries):
    theme = ThematiqueFactory(slug="logement")
    pages = [ContentPageFactory(parent=listing, thematiques=[theme]) for _rank in range(10)]

    with django_assert_max_num_queries(6):
        assert len(list(ArticleSource().documents([page.pk for page in pages]))) == 10


def test_the_axis_page_is_searched_by_its_sentence(home):
    page = AxePageFactory(parent=home, phrase="Jobs, stages, alternance.")

    (document,) = AxeSource().documents([page.pk])

    assert "Jobs, stages" in document.text


def test_body_text_has_no_markup(listing):
    page = ContentPageFactory(parent=listing)

    assert "Une question" in body_text(page)
    assert "<" not in body_text(page)

"""Pages in the public search: articles, axis pages and points info, all of type "article"."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from portail.cms.models import BasePage
from ressources.fraicheur import compute_quality
from ressources.recherche.commun import shorten, themes_with_parents
from search.sources import DocumentData, ObjectId, SearchSource, register

from .models import AxePage, ContentPage, PijPage


class PageSource(SearchSource):
    """Published public pages of one type, without place: they answer wherever one is."""

    model: type[BasePage]
    card_template = "pages/cards/page.html"

    def object_ids(self) -> Iterable[int]:
        return self.model.objects.live().public().values_list("pk", flat=True)

    def documents(self, ids: Sequence[ObjectId]) -> Iterator[DocumentData]:
        pages = self.model.objects.live().public().filter(pk__in=ids)
        for page in self.prefetch(pages):
            if parts := page.get_url_parts():  # (site id, root address, path); None under no site
                yield self.describe(page, parts[0])

    def prefetch(self, pages):
        return pages

    def describe(self, page, site_id: int) -> DocumentData:
        return DocumentData(
            source=self.name,
            object_id=page.pk,
            type="article",
            site_id=site_id,
            title=page.title,
            url=page.url,
            summary=shorten(page.chapeau),
            text=body_text(page),
            remote=True,
            verifie_le=page.relu_le,
            updated_at=page.last_published_at,
            quality=compute_quality(page.relu_le),
            payload={"axe": page.axe, "genre": page.card_label, "ages": page.ages},
            **self.themes(page),
        )

    def themes(self, page) -> dict[str, Any]:
        """The fields of DocumentData that come from the page's themes and ages."""
        return {}


class ThemedSource(PageSource):
    def prefetch(self, pages):
        return pages.prefetch_related("thematiques__parent__parent")

    def themes(self, page) -> dict[str, Any]:
        themes = list(page.thematiques.all())
        return {
            "themes": themes_with_parents(themes),
            "keywords": tuple(theme.nom for theme in themes),
            "age_min": page.age_min,
            "age_max": page.age_max,
        }


class ArticleSource(ThemedSource):
    name = "article"
    model = ContentPage


class AxeSource(PageSource):
    name = "axe"
    model = AxePage


class PijSource(PageSource):
    name = "pij"
    model = PijPage


def body_text(page) -> str:
    """All the words of a page: easy summary, sentence of an axis and body, without markup."""
    stream = page._meta.get_field("corps").get_searchable_content(page.corps)
    return " ".join(filter(None, [page.en_clair, getattr(page, "phrase", ""), *stream]))


def register_sources() -> None:
    for source in (ArticleSource(), AxeSource(), PijSource()):
        register(source)

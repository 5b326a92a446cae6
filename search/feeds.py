"""RSS of a search: the entries verified or changed last come first."""

from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from search.asking import ask
from search.criteria import FRAICHEUR, Criteria
from search.engines import get_engine
from search.engines.base import Hit
from search.parameters import clean
from search.presentation import address
from search.sites import site_of
from search.urgences import detect
from search.wording import near

SIZE = 50


class RechercheFeed(Feed):
    """The feed of the criteria of its address; wrong parameters are left out."""

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        if detect(request.GET.get("q", "")):
            add_never_cache_headers(response)
        return response

    def get_object(self, request: HttpRequest) -> Criteria:
        criteria = Criteria.from_query(request.GET, site=site_of(request))
        return criteria.replace(tri=FRAICHEUR, taille=SIZE)

    def title(self, criteria: Criteria) -> str:
        parts = [criteria.words, near(criteria.place, criteria.rayon) if criteria.place else ""]
        return " ".join(filter(None, parts)) or _("Les dernières fiches vérifiées")

    def description(self, criteria: Criteria) -> str:
        return _("Ce que le guide a de plus frais pour cette recherche.")

    def link(self, criteria: Criteria) -> str:
        return f"{reverse('search:recherche')}{address(criteria)}"

    def feed_url(self, criteria: Criteria) -> str:
        return f"{reverse('search:rss')}{address(criteria)}"

    def items(self, criteria: Criteria) -> tuple[Hit, ...]:
        return ask(get_engine(), criteria).results.hits

    def item_title(self, hit: Hit) -> str:
        return clean(hit.title)

    def item_description(self, hit: Hit) -> str:
        return clean(hit.summary)

    def item_link(self, hit: Hit) -> str:
        return hit.url

    def item_guid(self, hit: Hit) -> str:
        return hit.key

    item_guid_is_permalink = False

    def item_updateddate(self, hit: Hit) -> datetime | None:
        return hit.updated_at

    def item_pubdate(self, hit: Hit) -> datetime | None:
        if hit.verifie_le:
            return datetime.combine(hit.verifie_le, time(12), tzinfo=UTC)
        return hit.updated_at

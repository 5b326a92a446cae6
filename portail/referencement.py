"""What search engines read: the plan of the site and robots.txt."""

from collections.abc import Iterable

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as PagesSitemap

from portail.dispositifs.models import Dispositif
from portail.opportunites.liste import address_of
from portail.opportunites.models import FAMILLES, Opportunite
from ressources.models import PersonneRessource, Structure

CLOSED = ("/admin/", "/compte/", "/documents/", "/api/", "/sante/")


class FichesSitemap(Sitemap):
    """The entries of the guide, of one model."""

    limit = 5000

    def __init__(self, model: type[PersonneRessource | Structure | Dispositif]) -> None:
        self.model = model

    def items(self) -> QuerySet:
        return self.model.objects.published().order_by("pk")

    def lastmod(self, fiche):
        return fiche.updated_at


class OpportunitesSitemap(Sitemap):
    """What is open or about to open: what is over is nobody's find."""

    limit = 5000

    def items(self) -> QuerySet:
        return Opportunite.objects.published().current_on(timezone.localdate()).order_by("pk")

    def lastmod(self, offre):
        return offre.updated_at


class ListesSitemap(Sitemap):
    """The lists of opportunities."""

    changefreq = "daily"

    def items(self) -> list[str]:
        return ["", *FAMILLES]

    def location(self, famille: str) -> str:
        return address_of(famille)


SITEMAPS = {
    "pages": PagesSitemap,
    "personnes": FichesSitemap(PersonneRessource),
    "structures": FichesSitemap(Structure),
    "dispositifs": FichesSitemap(Dispositif),
    "opportunites": OpportunitesSitemap,
    "listes-opportunites": ListesSitemap,
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Close what is nobody's business; the results of a search are endless, the entries are in the plan."""
    lines: Iterable[str] = (
        "User-agent: *",
        *(f"Disallow: {prefix}" for prefix in CLOSED),
        "Disallow: /recherche/?",
        "Disallow: /mes-droits/?",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")

"""RSS of a list: what was published last comes first."""

import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from search.parameters import clean

from .filtres import Filtres, read
from .liste import address_of
from .models import Opportunite
from .mots import echeance_of
from .textes import entete_of

TAILLE = 50


class OpportunitesFeed(Feed):
    """The feed of a list and of its filters; wrong parameters are left out."""

    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, famille: str = "") -> tuple[Filtres, Site | None]:
        return read(famille, request.GET), Site.find_for_request(request)

    def title(self, objet) -> str:
        filtres, site = objet
        titre = entete_of(filtres.famille, site).titre
        return f"{titre} – {filtres.place.nom}" if filtres.place else titre

    def description(self, objet) -> str:
        filtres, site = objet
        return entete_of(filtres.famille, site).chapeau

    def link(self, objet) -> str:
        filtres, _site = objet
        return address_of(filtres.famille, f"?{filtres.to_query()}")

    def feed_url(self, objet) -> str:
        filtres, _site = objet
        return address_of(filtres.famille, f".rss?{filtres.to_query()}".removesuffix("?"))

    def items(self, objet) -> list[Opportunite]:
        filtres, site = objet
        offres = filtres.apply(site, timezone.localdate()).order_by("-first_published_at", "-pk")
        return [offre.specific for offre in offres.with_details()[:TAILLE]]

    def item_title(self, offre: Opportunite) -> str:
        return clean(offre.titre)

    def item_description(self, offre: Opportunite) -> str:
        ou = offre.commune.nom if offre.commune else ""
        return clean(" — ".join(filter(None, [offre.accroche, offre.nom_porteur, ou, echeance_of(offre).mots])))

    def item_link(self, offre: Opportunite) -> str:
        return offre.get_absolute_url()

    def item_guid(self, offre: Opportunite) -> str:
        return f"opportunite:{offre.pk}"

    def item_pubdate(self, offre: Opportunite) -> datetime.datetime:
        return offre.first_published_at or offre.created_at

    def item_updateddate(self, offre: Opportunite) -> datetime.datetime:
        return offre.updated_at

    def item_categories(self, offre: Opportunite) -> list[str]:
        return [str(offre.get_famille_display())]

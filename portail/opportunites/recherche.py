"""Opportunities in the public search. What is over has no document."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from geo.models import Zone
from ressources.fraicheur import compute_quality
from ressources.models import Structure, Thematique
from ressources.recherche.commun import shared_fields, shorten, themes_with_parents
from ressources.recherche.structures import THEMES, theme_and_children
from search.sources import DocumentData, ObjectId, SearchSource

from . import rome
from .cartes import build_payload, facts_of
from .choix import precisions_of
from .models import Opportunite
from .vocabulaire import Famille

SANS_VERIFICATION = 0.5  # quality of what nobody checked: its dates already say that it is current


class OpportuniteSource(SearchSource):
    """Opportunities of every family, open or about to open; the `type` of a document is its family."""

    name = "opportunite"
    model = Opportunite
    card_template = "opportunites/cartes/recherche.html"

    def object_ids(self) -> Iterable[int]:
        return self.current().values_list("pk", flat=True)

    def current(self):
        return Opportunite.objects.published().current_on(timezone.localdate())

    def documents(self, ids: Sequence[ObjectId]) -> Iterator[DocumentData]:
        offres = self.current().filter(pk__in=ids).with_details().select_related("commune__parent")
        for offre in offres.prefetch_related(Prefetch("thematiques", THEMES.all()), "sites_adoptants", "zones"):
            yield self.describe(offre.specific)

    def describe(self, offre: Any) -> DocumentData:
        """Return the document of an opportunity whose relations are already read."""
        themes = list(offre.thematiques.all())
        point = offre.point
        metiers = (offre.rome, *rome.appellations_of(offre.rome)) if offre.famille == Famille.ALTERNANCE else ()
        mots = [fait.mots for fait in facts_of(offre)]
        return DocumentData(
            source=self.name,
            type=offre.famille,
            title=offre.titre,
            url=offre.get_absolute_url(),
            summary=shorten(offre.accroche),
            keywords=(*mots, *filter(None, metiers), *(theme.nom for theme in themes)),
            text=" ".join(filter(None, [offre.description, offre.nom_porteur, offre.commune and offre.commune.nom])),
            themes=themes_with_parents(themes),
            remote=offre.distanciel or offre.commune is None,
            precisions=precisions_of(offre, timezone.localdate()),
            commune=offre.commune.ref if offre.commune else "",
            latitude=point[0] if point else None,
            longitude=point[1] if point else None,
            payload=build_payload(offre),
            **shared_fields(offre)
            | {"quality": compute_quality(offre.verifie_le) if offre.verifie_le else SANS_VERIFICATION},
        )

    def watched(self):
        return {
            Structure: lambda structure: self.ids(porteur=structure),
            Thematique: lambda theme: self.ids(thematiques__in=theme_and_children(theme)),
            Zone: lambda zone: self.ids(zones=zone),
        }

    @staticmethod
    def ids(**condition) -> Iterable[int]:
        return Opportunite.objects.filter(**condition).values_list("pk", flat=True).distinct()

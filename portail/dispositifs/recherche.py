"""Dispositifs in the search: one document each, without place, matching wherever they are open."""

from collections.abc import Iterable, Iterator, Sequence

from geo.models import Zone
from ressources.models import Thematique
from ressources.recherche.commun import shared_fields, shorten, themes_with_parents
from ressources.recherche.structures import theme_and_children
from search.sources import DocumentData, ObjectId, SearchSource

from .models import Dispositif


class DispositifSource(SearchSource):
    """Those that can be asked for, today or later, as in their list."""

    name = "dispositif"
    model = Dispositif
    card_template = "dispositifs/cartes/dispositif.html"

    def object_ids(self) -> Iterable[int]:
        return Dispositif.objects.published().open_on().values_list("pk", flat=True)

    def documents(self, ids: Sequence[ObjectId]) -> Iterator[DocumentData]:
        for dispositif in Dispositif.objects.published().open_on().filter(pk__in=ids).with_relations():
            yield self.describe(dispositif)

    def describe(self, dispositif: Dispositif) -> DocumentData:
        """Return the document of a dispositif whose relations are already read."""
        themes = list(dispositif.thematiques.all())
        words = [dispositif.en_clair, dispositif.montant, dispositif.public, dispositif.porteur, dispositif.conditions]
        body = dispositif._meta.get_field("corps").get_searchable_content(dispositif.corps)
        return DocumentData(
            source=self.name,
            type=self.name,
            title=dispositif.nom,
            url=dispositif.get_absolute_url(),
            summary=shorten(dispositif.chapeau),
            keywords=(str(dispositif.get_apport_display()), *(theme.nom for theme in themes)),
            text=" ".join(filter(None, [*words, *body])),
            themes=themes_with_parents(themes),
            remote=True,
            payload={
                "axe": dispositif.axe,
                "apport": str(dispositif.get_apport_display()),
                "montant": dispositif.gain,
                "age_min": dispositif.age_min,
                "age_max": dispositif.age_max,
                "ouverture": dispositif.ouverture.isoformat() if dispositif.ouverture else "",
                "cloture": dispositif.cloture.isoformat() if dispositif.cloture else "",
            },
            **shared_fields(dispositif),
        )

    def watched(self):
        return {
            Thematique: lambda theme: self.ids(thematiques__in=theme_and_children(theme)),
            Zone: lambda zone: self.ids(zones=zone),
        }

    @staticmethod
    def ids(**condition) -> Iterable[int]:
        return Dispositif.objects.filter(**condition).values_list("pk", flat=True).distinct()

"""Structures in the search: one document per place."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from geo.models import Zone
from search.sources import DocumentData, ObjectId, SearchSource

from ..contacts import structure_contacts
from ..fiches.contexte import say_price
from ..models import Lieu, Structure, Thematique
from .commun import first_axis, languages_spoken, place_fields, shared_fields, shorten, themes_with_parents

LIEUX = Lieu.objects.select_related("commune__parent")
SANS_LIEU: list[Any] = [None]  # an entry without a place has a document all the same
THEMES = Thematique.objects.select_related("parent__parent")


class StructureSource(SearchSource):
    name = "structure"
    model = Structure
    card_template = "ressources/cartes/fiche.html"

    def object_ids(self) -> Iterable[int]:
        return Structure.objects.published().values_list("pk", flat=True)

    def documents(self, ids: Sequence[ObjectId]) -> Iterator[DocumentData]:
        structures = Structure.objects.published().filter(pk__in=ids)
        for structure in structures.prefetch_related(
            Prefetch("lieux", LIEUX.all()), Prefetch("thematiques", THEMES.all()), "sites_adoptants", "zones"
        ):
            yield from self.describe(structure)

    def describe(self, structure: Structure) -> Iterator[DocumentData]:
        """Yield the documents of one structure, whose relations are already read."""
        lieux = list(structure.lieux.all())
        themes = list(structure.thematiques.all())
        contacts = structure_contacts(structure)
        for lieu in lieux or SANS_LIEU:
            yield DocumentData(
                source=self.name,
                type=self.name,
                title=structure.nom,
                url=structure.get_absolute_url(),
                summary=shorten(structure.presentation),
                role=f"{structure.sigle} {structure.get_type_display()}",
                keywords=tuple(theme.nom for theme in themes),
                text=" ".join(
                    filter(
                        None,
                        [
                            structure.presentation,
                            languages_spoken(structure),
                            lieu and lieu.nom,
                            lieu and lieu.commune.nom,
                        ],
                    )
                ),
                themes=themes_with_parents(themes),
                remote=structure.distanciel,
                payload={
                    "axe": first_axis(themes),
                    "fonction": str(structure.get_type_display()),
                    "structure": "",
                    "commune": lieu.commune.nom if lieu else "",
                    "prix": say_price(structure),
                    "age_min": structure.age_min,
                    "age_max": structure.age_max,
                    "telephone": contacts.telephone,
                },
                **shared_fields(structure),
                **(place_fields(lieu) if lieu else {}),
            )

    def watched(self):
        return {
            Lieu: lambda lieu: [lieu.structure_id],
            Thematique: lambda theme: Structure.objects.filter(thematiques__in=theme_and_children(theme)).values_list(
                "pk", flat=True
            ),
            Zone: lambda zone: Structure.objects.filter(zones=zone).values_list("pk", flat=True),
        }


def theme_and_children(theme: Thematique) -> list[int]:
    """Return the ids of a theme and of those under it, whose documents carry its name or its slug."""
    enfants = Thematique.objects.filter(parent=theme).values_list("pk", flat=True)
    petits_enfants = Thematique.objects.filter(parent__parent=theme).values_list("pk", flat=True)
    return [theme.pk, *enfants, *petits_enfants]

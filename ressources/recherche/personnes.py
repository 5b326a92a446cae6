"""People in the search: one document per place where they can be seen."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch

from geo.models import Zone
from search.sources import DocumentData, ObjectId, SearchSource

from ..contacts import personne_contacts
from ..fiches.contexte import say_price
from ..models import Lieu, PersonneRessource, Structure, Thematique
from .commun import first_axis, languages_spoken, place_fields, shared_fields, shorten, themes_with_parents
from .structures import LIEUX, SANS_LIEU, THEMES, theme_and_children


class PersonneSource(SearchSource):
    name = "personne"
    model = PersonneRessource
    card_template = "ressources/cartes/fiche.html"

    def object_ids(self) -> Iterable[int]:
        return PersonneRessource.objects.published().values_list("pk", flat=True)

    def documents(self, ids: Sequence[ObjectId]) -> Iterator[DocumentData]:
        personnes = PersonneRessource.objects.published().filter(pk__in=ids).select_related("structure")
        for personne in personnes.prefetch_related(
            Prefetch("lieux", LIEUX.all()),
            Prefetch("structure__lieux", LIEUX.all()),
            Prefetch("competences", THEMES.all()),
            "sites_adoptants",
            "zones",
        ):
            yield from self.describe(personne)

    def describe(self, personne: PersonneRessource) -> Iterator[DocumentData]:
        """Yield the documents of one person, whose relations are already read."""
        structure = personne.structure
        lieux = list(personne.lieux.all()) or list(structure.lieux.all())
        themes = list(personne.competences.all())
        contacts = personne_contacts(personne)
        for lieu in lieux or SANS_LIEU:
            yield DocumentData(
                source=self.name,
                type=self.name,
                title=str(personne),
                url=personne.get_absolute_url(),
                summary=shorten(personne.presentation),
                role=personne.fonction,
                keywords=tuple(theme.nom for theme in themes),
                text=" ".join(
                    filter(
                        None,
                        [
                            personne.presentation,
                            languages_spoken(personne),
                            structure.nom,
                            structure.sigle,
                            str(structure.get_type_display()),
                            lieu and lieu.commune.nom,
                        ],
                    )
                ),
                themes=themes_with_parents(themes),
                remote=personne.distanciel,
                payload={
                    "axe": first_axis(themes),
                    "fonction": personne.fonction,
                    "structure": structure.nom,
                    "commune": lieu.commune.nom if lieu else "",
                    "prix": say_price(structure),
                    "age_min": personne.age_min,
                    "age_max": personne.age_max,
                    "telephone": contacts.telephone,
                },
                **shared_fields(personne),
                **(place_fields(lieu) if lieu else {}),
            )

    def watched(self):
        return {
            Structure: lambda structure: self.ids(structure=structure),
            Lieu: lambda lieu: self.ids(structure=lieu.structure_id),
            Thematique: lambda theme: self.ids(competences__in=theme_and_children(theme)),
            Zone: lambda zone: self.ids(zones=zone),
        }

    @staticmethod
    def ids(**condition) -> Iterable[int]:
        return PersonneRessource.objects.filter(**condition).values_list("pk", flat=True).distinct()

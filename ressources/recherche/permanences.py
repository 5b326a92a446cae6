"""Permanences in the search: one document each, as long as they have dates to come."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.models import Zone
from search.sources import DocumentData, ObjectId, SearchSource

from ..contacts import personne_contacts, structure_contacts
from ..horaires_permanence import write_osm
from ..models import Lieu, Permanence, PersonneRessource, Structure, Thematique
from ..vocabulaire import Modalite
from .commun import first_axis, place_fields, shared_fields, shorten, themes_with_parents, zones_served
from .structures import THEMES, theme_and_children

# What quality is worth where somebody is there a few hours a week: whoever is there every day comes first.
PRESENCE = 0.1


class PermanenceSource(SearchSource):
    name = "permanence"
    model = Permanence
    card_template = "ressources/cartes/fiche.html"

    def object_ids(self) -> Iterable[int]:
        return Permanence.objects.published().values_list("pk", flat=True)

    def documents(self, ids: Sequence[ObjectId]) -> Iterator[DocumentData]:
        permanences = Permanence.objects.published().filter(pk__in=ids)
        for permanence in permanences.select_related(
            "structure", "personne__structure", "lieu__commune__parent", "commune__parent"
        ).prefetch_related(
            Prefetch("thematiques", THEMES.all()), "sites_adoptants", "zones", "structure__zones", "personne__zones"
        ):
            document = self.describe(permanence)
            if document is not None:
                yield document

    def describe(self, permanence: Permanence) -> DocumentData | None:
        """Return the document of a permanence whose relations are already read, None when it is over."""
        prochaine = permanence.recurrence.next_open(timezone.now())
        if prochaine is None:
            return None
        tenant, structure = permanence.tenant, permanence.structure_tenante
        themes = list(permanence.thematiques.all())
        champs = {
            **shared_fields(permanence),
            **self.where(permanence),
            "opening_hours": write_osm(permanence.recurrence, timezone.now()),
        }
        champs["quality"] *= PRESENCE
        if not champs["zones"]:
            champs["zones"] = zones_served(tenant.zones.all())
        return DocumentData(
            source=self.name,
            type=self.name,
            title=permanence.titre,
            url=permanence.get_absolute_url(),
            summary=shorten(permanence.description),
            keywords=tuple(theme.nom for theme in themes),
            text=" ".join(filter(None, [permanence.description, structure.nom, str(permanence.personne or "")])),
            themes=themes_with_parents(themes),
            remote=permanence.modalite != Modalite.SUR_PLACE,
            payload={
                "axe": first_axis(themes),
                "fonction": _("Sur rendez-vous") if permanence.sur_rendez_vous else _("Sans rendez-vous"),
                "structure": structure.nom,
                "commune": permanence.place.nom if permanence.place else "",
                "prix": "",
                "age_min": permanence.age_min,
                "age_max": permanence.age_max,
                "telephone": self.telephone(permanence),
                "prochaine": prochaine.debut.isoformat(),
            },
            **champs,
        )

    @staticmethod
    def telephone(permanence: Permanence) -> str:
        if permanence.personne:
            return personne_contacts(permanence.personne).telephone
        return structure_contacts(permanence.structure_tenante).telephone

    @staticmethod
    def where(permanence: Permanence) -> dict[str, Any]:
        """Return where it is held: a place of the guide, an address of its own, or nowhere."""
        if permanence.lieu:
            return {**place_fields(permanence.lieu), "lieu_key": ""}
        commune = permanence.commune
        if commune is None:
            return {}
        precise = permanence.latitude is not None and permanence.longitude is not None
        return {
            "commune": commune.ref,
            "latitude": permanence.latitude if precise else commune.latitude,
            "longitude": permanence.longitude if precise else commune.longitude,
        }

    def watched(self):
        return {
            Structure: lambda structure: self.ids(Q(structure=structure) | Q(personne__structure=structure)),
            PersonneRessource: lambda personne: self.ids(Q(personne=personne)),
            Lieu: lambda lieu: self.ids(Q(lieu=lieu)),
            Thematique: lambda theme: self.ids(Q(thematiques__in=theme_and_children(theme))),
            Zone: lambda zone: self.ids(Q(zones=zone) | Q(structure__zones=zone) | Q(personne__zones=zone)),
        }

    @staticmethod
    def ids(condition: Q) -> Iterable[int]:
        return Permanence.objects.filter(condition).values_list("pk", flat=True).distinct()

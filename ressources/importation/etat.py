"""What the guide holds of a batch of entries, as values that compare with those of a file. Constant queries a batch."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Site

from ressources.models import Lieu, Provenance, Structure

CHAMPS_SIMPLES = (
    "nom", "sigle", "type", "presentation", "publics", "age_min", "age_max", "langues", "reseaux", "frais",
    "frais_detail", "modes_accueil", "distanciel", "telephone", "courriel", "site_web", "siret", "lien_source",
)  # fmt: skip
CHAMPS_LIES = ("thematiques", "zones")
CHAMPS_LIEU = ("complement", "horaires", "acces", "accessibilite")
CHAMPS_POSITION = ("adresse", "code_postal", "commune_id", "latitude", "longitude")
POSITION = "lieu.position"  # address, commune and point change together or not at all


@dataclass(slots=True)
class Connue:
    """An entry of the guide that a source gave before."""

    structure: Structure
    provenance: Provenance | None = None
    lieu: Lieu | None = None
    thematiques: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Return the present values under the keys of `comparaison.incoming_values`."""
        valeurs = {champ: getattr(self.structure, champ) for champ in CHAMPS_SIMPLES}
        valeurs.update(thematiques=self.thematiques, zones=self.zones)
        if self.lieu is not None:
            valeurs.update({f"lieu.{champ}": getattr(self.lieu, champ) for champ in CHAMPS_LIEU})
            valeurs[POSITION] = [getattr(self.lieu, champ) for champ in CHAMPS_POSITION]
        return valeurs


def load_known(site: Site, source: str, source_ids: Iterable[str]) -> dict[str, Connue]:
    """Return {source_id: entry} for the entries of one source."""
    structures = Structure.objects.filter(site=site, source=source, source_id__in=list(source_ids))
    connues = {structure.pk: Connue(structure) for structure in structures}
    for provenance in Provenance.objects.filter(structure__in=connues):
        connues[provenance.structure_id].provenance = provenance
    _load_lieux(connues)
    _load_links(connues)
    return {connue.structure.source_id: connue for connue in connues.values()}


def _load_lieux(connues: dict[int, Connue]) -> None:
    """Give each entry the place an import wrote; before any import, its first place."""
    for lieu in Lieu.objects.filter(structure__in=connues).order_by("-sort_order", "-pk"):
        connue = connues[lieu.structure_id]
        if connue.provenance is None or connue.provenance.lieu_id == lieu.pk:
            connue.lieu = lieu


def _load_links(connues: dict[int, Connue]) -> None:
    themes = Structure.thematiques.through.objects.filter(structure__in=connues)
    for structure_id, slug in themes.values_list("structure_id", "thematique__slug").order_by("thematique__slug"):
        connues[structure_id].thematiques.append(slug)
    zones = Structure.zones.through.objects.filter(structure__in=connues)
    for structure_id, cle in zones.values_list("structure_id", "zone__cle").order_by("zone__cle"):
        connues[structure_id].zones.append(cle)

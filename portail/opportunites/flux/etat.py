"""What the database holds of a batch of offers, as values that compare with those of a feed: four queries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..models import FAMILLES, Opportunite
from .champs import CHAMPS
from .models import Flux, ProvenanceOffre
from .offre_lue import OffreLue

CHAMPS_LIES = ("thematiques", "zones")
COMMUNS = ("publics", "age_min", "age_max", "lien_source")
LIEU = "lieu"  # address, commune and point change together or not at all
CHAMPS_LIEU = ("adresse", "code_postal", "commune_id", "latitude", "longitude")


def fields_of(famille: str) -> list[str]:
    """Return the model fields that a feed may fill in a family, relations and place aside."""
    return [nom for nom, champ in CHAMPS.items() if famille in champ.familles] + list(COMMUNS)


def to_json(valeur: Any) -> Any:
    """Return a field's value as feeds' readers write it."""
    return valeur.isoformat() if isinstance(valeur, datetime.date | datetime.time) else valeur


@dataclass(slots=True)
class Connue:
    """An offer that a feed gave before, as an object of its family."""

    offre: Any
    provenance: ProvenanceOffre | None = None
    thematiques: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Return its present values under the keys of `incoming_values`."""
        valeurs = {nom: to_json(getattr(self.offre, nom)) for nom in fields_of(self.offre.famille)}
        valeurs.update(thematiques=self.thematiques, zones=self.zones)
        valeurs[LIEU] = [getattr(self.offre, nom) for nom in CHAMPS_LIEU]
        return valeurs


def load_known(flux: Flux, source_ids: Iterable[str]) -> dict[str, Connue]:
    """Return {source_id: offer} for the offers of a feed (four queries)."""
    offres = flux.offres.filter(source_id__in=list(source_ids)).specifics()
    connues = {offre.pk: Connue(offre) for offre in offres}
    for provenance in ProvenanceOffre.objects.filter(offre__in=connues):
        connues[provenance.offre_id].provenance = provenance
    themes = Opportunite.thematiques.through.objects.filter(opportunite__in=connues)
    for pk, slug in themes.values_list("opportunite_id", "thematique__slug").order_by("thematique__slug"):
        connues[pk].thematiques.append(slug)
    zones = Opportunite.zones.through.objects.filter(opportunite__in=connues)
    for pk, cle in zones.values_list("opportunite_id", "zone__cle").order_by("zone__cle"):
        connues[pk].zones.append(cle)
    return {connue.offre.source_id: connue for connue in connues.values()}


def incoming_values(offre: OffreLue, placement: Any) -> dict[str, Any]:
    """Return what the feed says, flat, as JSON; `placement` is None for an offer that is nowhere in particular."""
    gardes = {*fields_of(offre.famille), *CHAMPS_LIES}
    valeurs = {nom: valeur for nom, valeur in offre.champs.items() if nom in gardes}
    if valeurs.get("lien"):
        valeurs["lien_source"] = valeurs["lien"]  # the page of the partner, shown with its name
    if placement is not None:
        valeurs[LIEU] = [
            offre.localisation.adresse,
            placement.code_postal,
            placement.commune_id,
            placement.latitude,
            placement.longitude,
        ]
    return {nom: _blank_as_stored(offre.famille, nom, valeur) for nom, valeur in valeurs.items()}


def _blank_as_stored(famille: str, nom: str, valeur: Any) -> Any:
    """A text field holds "" for nothing, a number or a day holds None."""
    if valeur not in (None, "") or nom in (*CHAMPS_LIES, LIEU):
        return valeur
    return None if FAMILLES[famille]._meta.get_field(nom).null else ""

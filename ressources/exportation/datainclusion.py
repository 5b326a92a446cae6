"""The published guide in data·inclusion's schema v1: structures, and one service each for what they do."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Site

from geo.models import Departement
from ressources.exportation.lignes import describe, make_id, published_structures
from ressources.models import Lieu, Structure

SOURCE = "portail-info-jeunesse"
COMMUNS = (
    "nom", "date_maj", "description", "siret", "commune", "code_postal", "code_insee", "adresse", "complement_adresse",
    "latitude", "longitude", "telephone", "courriel", "site_web", "horaires_accueil", "reseaux_porteurs", "lien_source",
)  # fmt: skip
DESCRIPTION_MIN = 5  # characters: the schema refuses shorter ones
FRANCE = "france"


def build_document(site: Site) -> dict[str, list[dict[str, Any]]]:
    """Return {"structures": […], "services": […]}; the schema has no codes for Belgian places: their address only."""
    structures, services = [], []
    for structure in published_structures(site):
        lieux: list[Lieu | None] = [*structure.lieux.all()] or [None]
        for rang, lieu in enumerate(lieux):
            ligne = describe(structure, lieu, rang)
            if ligne.get("pays") == "BE":
                ligne["code_insee"] = ligne["code_postal"] = None
            communs = {champ: ligne.get(champ) or None for champ in COMMUNS}
            communs["telephone"] = structure.telephone if communs["telephone"] else None  # E.164, as the schema prefers
            if len(communs["description"] or "") < DESCRIPTION_MIN:
                communs["description"] = None
            identifiant = f"{SOURCE}--{make_id(structure, rang)}"
            structures.append({"source": SOURCE, "id": identifiant, **communs})
            services.append(_service(structure, identifiant, communs))
    return {"structures": structures, "services": services}


def _service(structure: Structure, identifiant: str, communs: dict[str, Any]) -> dict[str, Any]:
    """Return what the structure does as one service; the schema has no ages: they go into the words on publics."""
    thematiques = sorted({code for theme in structure.thematiques.all() for code in theme.codes_di})
    zone = [*_zone_codes(structure)]
    return {
        "source": SOURCE,
        "id": f"{identifiant}-service",
        "structure_id": identifiant,
        "nom": communs["nom"],
        "description": communs["description"] or f"Accueil et information : {communs['nom']}.",
        "type": "information",
        "thematiques": thematiques or None,
        "publics": structure.publics or None,
        "publics_precisions": _say_ages(structure),
        "frais": structure.frais or None,
        "frais_precisions": structure.frais_detail or None,
        "modes_accueil": structure.modes_accueil or None,
        "zone_eligibilite": zone or None,
        **{champ: communs[champ] for champ in ("date_maj", "commune", "code_postal", "code_insee", "adresse")},
    }


def _say_ages(structure: Structure) -> str | None:
    bas, haut = structure.age_min, structure.age_max
    if bas is not None and haut is not None:
        return f"De {bas} à {haut} ans."
    if bas is not None:
        return f"À partir de {bas} ans."
    return f"Jusqu’à {haut} ans." if haut is not None else None


def _zone_codes(structure: Structure) -> Iterator[str]:
    """Yield the codes the schema knows: it has neither régions nor arrondissements; exclusions cannot be said."""
    for zone in structure.zones.all():
        genre, pays, code = zone.key
        if pays != "FR":
            continue
        if genre in ("commune", "epci", "departement"):
            yield code
        elif genre == "region":
            yield from Departement.objects.filter(region=code).order_by("code").values_list("code", flat=True)
        elif genre == "pays":
            yield FRANCE

"""Bring a data·inclusion v1 structure, and what its services say, to the template's columns."""

from typing import Any

from ressources.importation.lecteurs.datainclusion import ADRESSE, CHAMPS_PRETES, Services
from ressources.importation.lignes import is_blank
from ressources.importation.valeurs import clean_text

# Fields with the template's own name; `accessibilite_lieu` is a link to Acceslibre, not an answer, and stays out.
COMMUNS = (
    "id", "nom", "date_maj", "description", "siret", "telephone", "courriel", "site_web", "horaires_accueil",
    "reseaux_porteurs", "lien_source", *ADRESSE,
)  # fmt: skip
SERVICES_CITES = 12
DESCRIPTION_MAX = 9_000  # characters kept before the list of services


def normalise(valeurs: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return (row under the template's names, remarks)."""
    services: Services | None = valeurs.get("services")
    brut = {champ: valeurs[champ] for champ in COMMUNS if champ in valeurs}
    if services is None:
        return brut, []
    _lend(brut, services)
    brut.update(
        thematiques=services.reunis.get("thematiques", []),
        publics=services.reunis.get("publics", []),
        modes_accueil=services.reunis.get("modes_accueil", []),
        zone=[] if services.partout else services.reunis.get("zone_eligibilite", []),
        frais=sorted(set(services.frais)),
        frais_detail=services.frais_detail,
    )
    if not valeurs.get("sans_structure"):
        brut["description"] = _describe(valeurs.get("description"), services.noms)
    nominatif = ["contact nominatif d’un service non repris (donnée personnelle)"] if services.contact_nominatif else []
    return brut, nominatif


def _lend(brut: dict[str, Any], services: Services) -> None:
    """Fill the contacts and the address that the structure lacks with those of its services."""
    for champ in CHAMPS_PRETES:
        if is_blank(brut.get(champ)) and champ in services.pretes:
            brut[champ] = services.pretes[champ]
    if all(is_blank(brut.get(champ)) for champ in ("commune", "code_postal", "code_insee")) and services.adresse:
        brut.update(services.adresse)


def _describe(description: Any, noms: list[str]) -> str:
    """Return the description followed by the names of the services: they are what people look for."""
    texte = clean_text(description, lignes=True) if isinstance(description, str) else ""
    uniques = list(dict.fromkeys(filter(None, (clean_text(nom) for nom in noms))))
    if not uniques:
        return texte
    cites = " ; ".join(uniques[:SERVICES_CITES])
    suite = " ; et d’autres services" if len(uniques) > SERVICES_CITES else ""
    if len(texte) > DESCRIPTION_MAX:
        texte = texte[: DESCRIPTION_MAX - 1].rstrip() + "…"
    return f"{texte}\n\nOn y trouve : {cites}{suite}.".strip()

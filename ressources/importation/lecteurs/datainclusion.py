"""Records of a data·inclusion v1 file: structures, each with what its services say of it.

The file is read twice: services first (they may come before or after their structure), then structures. Facts of
the schema: https://data.inclusion.beta.gouv.fr (v1), vocabularies in PyPI `data-inclusion-schema` 1.0.10.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.json_flux import iter_objects
from ressources.importation.lignes import Ligne, is_blank

LISTES_DE_SERVICES = ("services",)
LISTES_REUNIES = ("thematiques", "publics", "modes_accueil", "zone_eligibilite")
# What a structure may lack and one of its services may say.
CHAMPS_PRETES = ("telephone", "courriel", "horaires_accueil", "site_web")
ADRESSE = ("adresse", "complement_adresse", "code_postal", "commune", "code_insee", "latitude", "longitude")


@dataclass(slots=True)
class Services:
    """What the services of one structure say together."""

    ligne: int
    noms: list[str] = field(default_factory=list)
    reunis: dict[str, list] = field(default_factory=dict)
    partout: bool = False  # one of them has no zone: the structure receives everybody
    frais: list[str] = field(default_factory=list)
    frais_detail: str = ""
    pretes: dict[str, Any] = field(default_factory=dict)
    adresse: dict[str, Any] = field(default_factory=dict)
    structure: dict[str, Any] | None = None  # embedded by some exports
    contact_nominatif: bool = False

    def add(self, service: dict[str, Any]) -> None:
        if isinstance(nom := service.get("nom"), str):
            self.noms.append(nom)
        for champ in LISTES_REUNIES:
            valeurs = service.get(champ)
            connues = self.reunis.setdefault(champ, [])
            connues.extend(v for v in valeurs if v not in connues) if isinstance(valeurs, list) else None
        self.partout = self.partout or is_blank(service.get("zone_eligibilite"))
        if not is_blank(frais := service.get("frais")):
            self.frais.append(str(frais))
        self.frais_detail = self.frais_detail or str(service.get("frais_precisions") or "")
        for champ in CHAMPS_PRETES:
            if not is_blank(service.get(champ)):
                self.pretes.setdefault(champ, service[champ])
        if not self.adresse and not is_blank(service.get("commune")):
            self.adresse = {champ: service.get(champ) for champ in ADRESSE}
        self.contact_nominatif = self.contact_nominatif or not is_blank(service.get("contact_nom_prenom"))
        if self.structure is None and isinstance(service.get("structure"), dict):
            self.structure = service["structure"]


def read_records(path: Path) -> Iterator[Ligne]:
    """Yield one record per structure; `valeurs["services"]` holds its `Services`, or None.

    A structure known only through its services comes last, with `valeurs["sans_structure"]` true.
    Raises FichierRefuse for a file that is no JSON, is cut short, or holds neither structures nor services.
    """
    services, structures = _collect_services(path)
    if not services and not structures:
        raise FichierRefuse("Le fichier ne contient ni structure ni service.")
    vus: set[str] = set()
    for ligne, objet in _iter_structures(path):
        if not isinstance(objet, dict):
            yield Ligne(ligne, {}, erreur="cet élément n’est pas un objet JSON.")
            continue
        identifiant = str(objet.get("id") or "")
        vus.add(identifiant)
        yield Ligne(ligne, {**objet, "services": services.get(identifiant)})
    for identifiant, groupe in services.items():
        if identifiant not in vus:
            embarquee = groupe.structure or {}
            valeurs = {**embarquee, "id": identifiant, "services": groupe, "sans_structure": not embarquee}
            yield Ligne(groupe.ligne, valeurs)


def _collect_services(path: Path) -> tuple[dict[str, Services], int]:
    """Return the services grouped by structure id, and the number of structures met."""
    groupes: dict[str, Services] = {}
    structures = 0
    for liste, ligne, objet in iter_objects(path):
        service = as_service(liste, objet)
        if service is None:
            structures += _looks_like_structure(objet)
            continue
        identifiant = str(service.get("structure_id") or (service.get("structure") or {}).get("id") or "")
        groupes.setdefault(identifiant, Services(ligne)).add(service)
    return groupes, structures


def _iter_structures(path: Path) -> Iterator[tuple[int, Any]]:
    for liste, ligne, objet in iter_objects(path):
        if as_service(liste, objet) is None:
            yield ligne, objet


def as_service(liste: str, objet: Any) -> dict[str, Any] | None:
    """Return the service in `objet` (search results wrap it: `{"service": {…}}`), None for a structure."""
    if not isinstance(objet, dict):
        return None
    if isinstance(objet.get("service"), dict):
        objet = objet["service"]
    if liste in LISTES_DE_SERVICES or "structure_id" in objet:
        return objet if isinstance(objet.get("structure") or {}, dict) else {**objet, "structure": None}
    return None


def _looks_like_structure(objet: Any) -> bool:
    """Tell a record, even a faulty one, from an object of another format (GeoJSON, an API's error message)."""
    return isinstance(objet, dict) and bool({"id", "nom", "siret"} & objet.keys())

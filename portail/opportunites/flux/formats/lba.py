"""La bonne alternance, API v3 (https://api.apprentissage.beta.gouv.fr): `jobs` of a search, or trainings.

The names are those of its public schemas (job.model, formation.model). `recruiters`
(companies without an offer) are left.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lignes import Ligne

from ..chemins import find
from . import json_

PAGE = "https://labonnealternance.apprentissage.beta.gouv.fr"
INACTIVES = {"Annulée": "offre annulée", "Pourvue": "offre pourvue", "Cancelled": "offre annulée", "Filled": "pourvue"}


def read_elements(path: Path, elements: str = "") -> Iterator[Ligne]:
    """Yield offers and trainings as flat records under our own names."""
    for ligne in json_.read_elements(path, elements):
        if ligne.erreur:
            yield ligne
        elif "offer" in ligne.valeurs or "workplace" in ligne.valeurs:
            if "offer" in ligne.valeurs:
                yield _job(ligne)
        elif "certification" in ligne.valeurs or find(ligne.valeurs, "identifiant.cle_ministere_educatif"):
            yield _training(ligne)
        elif "warnings" in ligne.valeurs or "recruiters" in ligne.valeurs:
            continue
        elif {"statusCode", "error"} & set(ligne.valeurs):
            raise FichierRefuse("La bonne alternance a répondu par une erreur, pas par des offres.")
        else:
            yield Ligne(ligne.numero, {}, erreur="ni offre ni formation de La bonne alternance")


def _job(ligne: Ligne) -> Ligne:
    def lit(chemin: str) -> Any:
        return find(ligne.valeurs, chemin)

    statut = str(lit("offer.status") or "Active")
    contrats = lit("contract.type")
    partenaire, reference = lit("identifier.partner_label"), lit("identifier.partner_job_id")
    return Ligne(
        ligne.numero,
        {
            "id": lit("identifier.id") or (f"{partenaire}:{reference}" if reference else None),
            "titre": lit("offer.title"),
            "metier": lit("offer.title"),
            "description": lit("offer.description"),
            "rome": lit("offer.rome_codes"),
            "conditions": [*_list(lit("offer.access_conditions")), *_list(lit("offer.desired_skills"))],
            "contrat": contrats[0] if isinstance(contrats, list) and contrats else contrats,
            "debut": lit("contract.start"),
            "duree_mois": lit("contract.duration"),
            "distanciel": lit("contract.remote") == "remote",
            "niveau_prepare": lit("offer.target_diploma.european"),
            "diplome": lit("offer.target_diploma.label"),
            "cloture": lit("offer.publication.expiration"),
            "ouverture": None,
            "places": lit("offer.opening_count"),
            "organisme": lit("workplace.name | workplace.brand | workplace.legal_name"),
            "lien": lit("apply.url") or _page(lit("identifier.id")),
            "telephone": lit("apply.phone"),
            "adresse": lit("workplace.location.address"),
            "point": lit("workplace.location.geopoint"),
        },
        erreur="" if statut.lower() == "active" else INACTIVES.get(statut, f"offre inactive ({statut[:30]})"),
    )


def _training(ligne: Ligne) -> Ligne:
    def lit(chemin: str) -> Any:
        return find(ligne.valeurs, chemin)

    titre = lit(
        "certification.valeur.intitule.rncp | certification.valeur.intitule.cfd.long | onisep.intitule | intitule"
    )
    return Ligne(
        ligne.numero,
        {
            "id": lit("identifiant.cle_ministere_educatif"),
            "titre": titre,
            "metier": titre,
            "diplome": titre,
            "description": lit("contenu_educatif.contenu"),
            "accroche": lit("contenu_educatif.objectif"),
            "niveau_prepare": lit(
                "certification.valeur.intitule.niveau.rncp.europeen | certification.valeur.intitule.niveau.cfd.europeen"
            ),
            "rome": lit("certification.valeur.domaines.rome.rncp.0.code"),
            "organisme": lit(
                "formateur.organisme.etablissement.enseigne | formateur.organisme.unite_legale.raison_sociale"
                " | responsable.organisme.unite_legale.raison_sociale"
            ),
            "cfa": lit("formateur.organisme.etablissement.enseigne | formateur.organisme.unite_legale.raison_sociale"),
            "debut": lit("sessions.0.debut"),
            "fin": lit("sessions.0.fin"),
            "places": lit("sessions.0.capacite"),
            "distanciel": lit("modalite.entierement_a_distance"),
            "duree_mois": _months(lit("modalite.duree_indicative")),
            "telephone": lit("contact.telephone"),
            "lien": lit("onisep.url | onisep.lien_site_onisepfr"),
            "adresse": lit("lieu.adresse.label"),
            "code_postal": lit("lieu.adresse.code_postal"),
            "commune": lit("lieu.adresse.commune.nom"),
            "code_insee": lit("lieu.adresse.commune.code_insee"),
            "point": lit("lieu.geolocalisation"),
        },
        erreur="" if lit("statut.catalogue") in (None, "publié") else "formation retirée du catalogue",
    )


def _months(annees: Any) -> int | None:
    """A training says its length in years."""
    return round(annees * 12) if isinstance(annees, int | float) and 0 < annees <= 3 else None


def _list(brut: Any) -> list:
    return brut if isinstance(brut, list) else [brut] if brut else []


def _page(identifiant: Any) -> str | None:
    return f"{PAGE}/emploi/offres_emploi_partenaires/{identifiant}" if identifiant else None

"""Feeds over a handful of real communes; every offer is fictional."""

import datetime
import json

import pytest
from django.core.management import call_command

from portail.opportunites.flux.models import CorrespondanceChamp, Flux
from tests.portail.opportunites.conftest import editeur, lundi, moderateur, sign_in
from tests.ressources.importation.conftest import site, table_folder, write

__all__ = ["editeur", "lundi", "moderateur", "sign_in", "site", "table_folder", "write"]


@pytest.fixture
def run(site, tmp_path, capsys):
    """Import a text, bytes or an object by the command; return its last line."""

    def run_import(contenu, nom="essai", **options) -> dict:
        path = write(tmp_path / "flux", contenu)
        call_command("import_flux", nom, fichier=path, **options)
        return json.loads(capsys.readouterr().out.strip().splitlines()[-1])

    return run_import


@pytest.fixture
def make_flux(site):
    """Create a feed with its mapping: `champs` gives paths, `valeurs` what is said when the feed says nothing."""

    def make(nom="essai", format="json", famille="engagement", champs=None, valeurs=None, **autres) -> Flux:
        flux = Flux.objects.create(
            site=site, nom=nom, titre=autres.pop("titre", "Essai"), format=format, famille=famille, **autres
        )
        for champ in {**(champs or {}), **(valeurs or {})}:
            CorrespondanceChamp.objects.create(
                flux=flux, champ=champ, chemin=(champs or {}).get(champ, ""), valeur=(valeurs or {}).get(champ, "")
            )
        return flux

    return make


def bilan(**autres) -> dict:
    """Return the last line of the command, zero where nothing is said; `lus` is the sum."""
    compte = {cle: autres.get(cle, 0) for cle in ("crees", "modifies", "inchanges", "refuses", "quarantaine")}
    return {"lus": sum(compte.values()), **compte}


def jour(ecart: int) -> str:
    """Return an ISO date that many days from today."""
    return (datetime.date.today() + datetime.timedelta(days=ecart)).isoformat()  # noqa: DTZ011


def mission(rang: int = 1, **autres) -> dict:
    """Return a mission in Lille as a partner's JSON would say it."""
    return {
        "id": f"m{rang}",
        "titre": f"Service civique à la ludothèque {rang}",
        "description": "Tu animes des jeux avec les familles. Tu es accompagné.",
        "organisme": "La Péniche bleue",
        "lien": f"https://peniche.exemple.fr/missions/{rang}",
        "date limite": jour(40),
        "ville": "Lille",
        "code postal": "59000",
        **autres,
    }


def offre_lba(rang: int = 1, **autres) -> dict:
    """Return a job offer as La bonne alternance's API v3 writes it."""
    return {
        "identifier": {"id": f"65f{rang:021d}", "partner_label": "offres_emploi_lba", "partner_job_id": str(rang)},
        "workplace": {
            "siret": None, "brand": None, "legal_name": "Fournil fictif", "website": None, "name": "Fournil fictif",
            "description": None, "size": None,
            "location": {
                "address": "12 rue de l’Exemple 59000 Lille",
                "geopoint": {"type": "Point", "coordinates": [3.0635, 50.6365]},
            },
            "domain": {"idcc": None, "opco": None, "naf": None},
        },
        "apply": {"url": f"https://fournil.exemple.fr/{rang}", "phone": "0353011234", "recipient_id": None},
        "contract": {
            "start": f"{jour(60)}T00:00:00.000Z", "duration": 24, "type": ["Apprentissage"], "remote": "onsite",
        },
        "offer": {
            "title": "Apprentissage en boulangerie", "rome_codes": ["D1102"],
            "description": "<p>Tu apprends à pétrir&nbsp;!</p>",
            "target_diploma": {"european": "3", "label": "BEP, CAP"},
            "desired_skills": [], "to_be_acquired_skills": [], "access_conditions": ["Avoir 16 ans"],
            "publication": {"creation": f"{jour(-5)}T08:00:00.000Z", "expiration": f"{jour(30)}T08:00:00.000Z"},
            "opening_count": 2, "status": "Active",
        },
        "is_delegated": False,
        **autres,
    }  # fmt: skip

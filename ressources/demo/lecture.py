"""Reading the demonstration's YAML files, and turning their relative days into dates."""

import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

DOSSIER = Path(__file__).parent
PARIS = ZoneInfo("Europe/Paris")


@cache
def read(nom: str) -> tuple[dict[str, Any], ...]:
    """Return the entries of `<nom>.yaml`: thematiques, structures, personnes or permanences."""
    return tuple(yaml.safe_load((DOSSIER / f"{nom}.yaml").read_text(encoding="utf-8")))


def split(entree: dict[str, Any], *noms: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split an entry into its plain fields and what needs care: relations and relative days."""
    a_part = {nom: entree[nom] for nom in noms if nom in entree}
    return {cle: valeur for cle, valeur in entree.items() if cle not in a_part}, a_part


def days_ago(jours: int, today: datetime.date) -> datetime.date:
    return today - datetime.timedelta(days=jours)


def local_datetime(texte: str) -> datetime.datetime:
    """Read "2026-09-08T14:00" as an hour of Paris."""
    return datetime.datetime.fromisoformat(texte).replace(tzinfo=PARIS)

"""School holidays of zone B: a file that names its source, and what the team adds or corrects in the administration."""

import datetime
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from .models import VacancesScolaires

FICHIER = Path(__file__).parent / "donnees" / "vacances_zone_b.yaml"
Periode = tuple[datetime.date, datetime.date]


@lru_cache(maxsize=1)
def shipped() -> dict[str, Periode]:
    """Return the file's holidays by name: first and last days."""
    lues = yaml.safe_load(FICHIER.read_text(encoding="utf-8"))
    return {periode["nom"]: (periode["debut"], periode["fin"]) for periode in lues}


class Calendrier:
    """The holidays in force, read once, when first asked for. A year that nobody entered has none."""

    @cached_property
    def periodes(self) -> tuple[Periode, ...]:
        lignes = VacancesScolaires.objects.values_list("nom", "debut", "fin")
        ajoutees = {nom: (debut, fin) for nom, debut, fin in lignes}
        return tuple((shipped() | ajoutees).values())

    def is_holiday(self, jour: datetime.date) -> bool:
        return any(debut <= jour <= fin for debut, fin in self.periodes)

"""School holidays of zone B, from a file that names its source."""

import datetime
from functools import lru_cache
from pathlib import Path

import yaml

FICHIER = Path(__file__).parent / "donnees" / "vacances_zone_b.yaml"


@lru_cache(maxsize=1)
def _periodes() -> tuple[tuple[datetime.date, datetime.date], ...]:
    lues = yaml.safe_load(FICHIER.read_text(encoding="utf-8"))
    return tuple((periode["debut"], periode["fin"]) for periode in lues)


def is_school_holiday(jour: datetime.date) -> bool:
    """Tell whether the day is within the school holidays of zone B; a year that is not in the file has none."""
    return any(debut <= jour <= fin for debut, fin in _periodes())

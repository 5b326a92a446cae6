"""A structure as read from a file: clean values under our own field names, not yet placed nor written."""

import datetime
from dataclasses import dataclass, field
from typing import Any

LONGUEURS = {
    "nom": 150, "sigle": 30, "presentation": 10_000, "frais_detail": 250, "adresse": 250, "complement": 250,
    "acces": 2_000, "horaires": 500,
}  # fmt: skip


@dataclass(slots=True)
class Localisation:
    """Where a row says it is, as written but clean; degrees (WGS 84) for the position, None when it gives none."""

    adresse: str = ""
    code_postal: str = ""
    commune: str = ""
    code_insee: str = ""
    pays: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return {nom: getattr(self, nom) for nom in self.__slots__}


@dataclass(slots=True)
class FicheLue:
    """One record, ready to be placed and compared.

    `champs` (fields of `Structure`; `thematiques` as slugs, `zones` as "genre:pays:code") and `lieu` (fields of
    `Lieu`) hold only what the file gives: an absent key leaves the guide as it is.
    """

    ligne: int
    source_id: str
    champs: dict[str, Any]
    lieu: dict[str, Any]
    localisation: Localisation
    date_maj: datetime.date | None = None
    nouvelle: bool = True  # False: services alone, which can only complete a known structure
    remarques: list[str] = field(default_factory=list)

    @property
    def nom(self) -> str:
        return self.champs.get("nom", "")

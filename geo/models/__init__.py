"""Communes of France and of the Belgian border, the territories that hold them, and zones."""

from geo.models.choices import GenreZone, Pays, TypeCommune
from geo.models.commune import Commune
from geo.models.commune_queryset import CommuneQuerySet
from geo.models.territoire import Arrondissement, Departement, Epci, Region
from geo.models.version import VersionTable, table_version
from geo.models.zone import Zone, ZoneQuerySet

__all__ = [
    "Arrondissement",
    "Commune",
    "CommuneQuerySet",
    "Departement",
    "Epci",
    "GenreZone",
    "Pays",
    "Region",
    "TypeCommune",
    "VersionTable",
    "Zone",
    "ZoneQuerySet",
    "table_version",
]

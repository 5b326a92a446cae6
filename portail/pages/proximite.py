"""The Information Jeunesse places nearest to a commune, for the home and the landing pages."""

from dataclasses import dataclass

from django.db.models import F

from geo.models import Commune
from ressources.fiches.vues import LieuVu, view_lieu
from ressources.models import Lieu, Structure
from ressources.vocabulaire import TypeStructure

REACH_KM = 40  # beyond an hour by bus, nobody calls it near


@dataclass(frozen=True, slots=True)
class PointProche:
    """A place where somebody receives the young without appointment, and how far it is."""

    structure: Structure
    lieu: LieuVu
    distance_km: float


def nearest_points(commune: Commune | None, limit: int = 3) -> list[PointProche]:
    """Return the published Information Jeunesse places within reach, nearest first, one a structure (one query).

    Without a commune, or with one that has no position: nothing.
    """
    if commune is None or commune.position is None:
        return []
    lieux = (
        Lieu.objects.within(*commune.position, REACH_KM)
        .filter(structure__in=Structure.objects.published().filter(type=TypeStructure.INFO_JEUNESSE))
        .select_related("structure", "commune")
        .order_by("distance_km", F("pk"))
    )
    nearest: dict[int, Lieu] = {}
    for lieu in lieux:
        nearest.setdefault(lieu.structure_id, lieu)
        if len(nearest) == limit:
            break
    return [
        PointProche(lieu.structure, view_lieu(lieu, n), lieu.distance_km) for n, lieu in enumerate(nearest.values(), 1)
    ]

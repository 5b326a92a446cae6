"""Place a record for certain, or say why it cannot be: nothing is ever placed wrongly in silence."""

from dataclasses import dataclass, field

from geo.distance import great_circle_km
from geo.lookup import nearest_commune
from geo.models import Commune
from geo.points import point_in_commune
from geo.resolver import Resolution, resolve
from ressources.importation.fiche_lue import Localisation
from ressources.models.importation import MotifQuarantaine

# Belgium and the overseas collectivities have no contour here: their widest border municipality spans 13 km.
RAYON_SANS_CONTOUR = 15.0  # km round the commune's point


@dataclass(slots=True)
class Placement:
    """Where a record is; `motif` is empty when it is placed. Without a position, the commune's own point serves."""

    commune_id: int | None = None
    code_postal: str = ""
    latitude: float | None = None
    longitude: float | None = None
    motif: str = ""
    detail: str = ""
    approximative: bool = False
    remarques: list[str] = field(default_factory=list)


class Localisateur:
    """Place records, fetching each commune once."""

    def __init__(self):
        self._communes: dict[int, Commune] = {}

    def fetch(self, pk: int) -> Commune:
        if pk not in self._communes:
            self._communes[pk] = Commune.objects.with_names().get(pk=pk)
        return self._communes[pk]

    def place(self, localisation: Localisation) -> Placement:
        """Resolve the commune of a record, then check its coordinates against it."""
        if not any((localisation.commune, localisation.code_postal, localisation.code_insee, localisation.adresse)):
            return Placement(motif=MotifQuarantaine.COMMUNE_INCONNUE, detail="aucune adresse ni commune")
        resolution = _resolve(localisation)
        if resolution.commune is None:
            return Placement(motif=_reason(resolution), detail=resolution.raison)
        return self.place_in(resolution.commune.pk, localisation)

    def place_in(self, commune_id: int, localisation: Localisation) -> Placement:
        """Place a record in a commune that is known; quarantine it when its coordinates are elsewhere.

        Coordinates the wrong way round are put right, with a remark, when they then fall inside the commune.
        """
        commune = self.fetch(commune_id)
        placement = Placement(commune.pk, _postcode(commune, localisation.code_postal))
        latitude, longitude = localisation.latitude, localisation.longitude
        if latitude is None or longitude is None:
            placement.approximative = True
        elif is_inside(commune, latitude, longitude):
            placement.latitude, placement.longitude = latitude, longitude
        elif abs(longitude) <= 90 and is_inside(commune, longitude, latitude):
            placement.latitude, placement.longitude = longitude, latitude
            placement.remarques.append("latitude et longitude inversées, remises dans l’ordre")
        else:
            placement.motif = MotifQuarantaine.COORDONNEES
            placement.detail = f"les coordonnées ne sont pas à {commune.nom}{_describe(commune, latitude, longitude)}"
        return placement

    def place_by_hand(self, commune_id: int, localisation: Localisation) -> Placement:
        """Place a record in the commune an editor chose; coordinates that are elsewhere are dropped, with a remark."""
        placement = self.place_in(commune_id, localisation)
        if placement.motif:
            placement.motif, placement.detail, placement.approximative = "", "", True
            placement.remarques.append("coordonnées écartées : la commune a été choisie par un éditeur")
        return placement


def is_inside(commune: Commune, latitude: float, longitude: float) -> bool:
    """Tell whether a point (degrees) is in the commune, by its contour, its parent's, else by distance."""
    dedans = point_in_commune(commune, latitude, longitude)
    if dedans is None and commune.parent is not None:
        dedans = point_in_commune(commune.parent, latitude, longitude)
    if dedans is not None:
        return dedans
    if commune.position is None:
        return True
    return great_circle_km(*commune.position, latitude, longitude) <= RAYON_SANS_CONTOUR


def _resolve(localisation: Localisation) -> Resolution:
    """Ask the resolver; four digits that are no Belgian postcode are a French one that lost its zero."""
    codes = [localisation.code_postal]
    if len(localisation.code_postal) == 4 and localisation.pays != "BE":
        codes.insert(0, "0" + localisation.code_postal)
    insee = localisation.code_insee
    if localisation.pays == "BE" and insee.isdigit():
        insee = f"be-{insee}"
    elif len(insee) == 4 and insee.isdigit():
        insee = "0" + insee
    resolutions = [resolve(localisation.commune, code, localisation.adresse, insee) for code in codes]
    return next((resolution for resolution in resolutions if resolution.commune is not None), resolutions[0])


def _reason(resolution: Resolution) -> MotifQuarantaine:
    return MotifQuarantaine.COMMUNE_INCONNUE


def _postcode(commune: Commune, code_postal: str) -> str:
    """Return the postcode as written, its lost zero put back."""
    return "0" + code_postal if len(code_postal) == 4 and not commune.is_belgian else code_postal


def _describe(commune: Commune, latitude: float, longitude: float) -> str:
    proche = nearest_commune(latitude, longitude) if abs(latitude) <= 90 else None
    if proche is None or commune.position is None:
        return ""
    distance = great_circle_km(*commune.position, latitude, longitude)
    return f" : elles tombent près de {proche[0].record.libelle}, à {distance:.0f} km"

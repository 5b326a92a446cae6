"""Place a record for certain, or say why it cannot be: nothing is ever placed wrongly in silence.

The resolver reads the name, the postcode and the INSEE code; the coordinates then confirm its answer, decide between
its candidates, or contradict it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.distance import great_circle_km
from geo.folding import fold
from geo.gazetteer.current import get_gazetteer
from geo.lookup import nearest_commune
from geo.models import Commune
from geo.points import point_in_commune
from geo.resolution.postcodes import is_one_slip_away
from geo.resolver import Resolution, resolve
from ressources.importation.fiche_lue import Localisation
from ressources.models.importation import MotifQuarantaine

# Belgium and the overseas collectivities have no contour here: the widest border municipality spans 13 km.
RAYON_SANS_CONTOUR = 15.0  # km round the commune's point
# The postcode of a near commune is a slip, or the post office's own; that of a far one makes the name doubtful.
RAYON_CODE_POSTAL = 20.0  # km
CONFIANCE_SANS_REMARQUE = 0.9


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
    """Place records; `prepare` reads the communes of a whole batch at once."""

    def __init__(self):
        self._communes: dict[int, Commune] = {}
        self._resolutions: dict[tuple, Resolution] = {}

    def prepare(self, localisations: Iterable[Localisation]) -> None:
        """Resolve a batch and fetch its communes in one query; answers of former batches are forgotten."""
        self._resolutions.clear()
        resolutions = [self._resolve(localisation) for localisation in localisations]
        voulues = {r.commune.pk for r in resolutions if r.commune is not None} - self._communes.keys()
        self._communes.update(Commune.objects.with_names().in_bulk(voulues))

    def _resolve(self, localisation: Localisation) -> Resolution:
        cle = (
            localisation.pays,
            localisation.commune,
            localisation.code_postal,
            localisation.adresse,
            localisation.code_insee,
        )
        if cle not in self._resolutions:
            self._resolutions[cle] = ask_resolver(localisation)
        return self._resolutions[cle]

    def fetch(self, pk: int) -> Commune:
        if pk not in self._communes:
            self._communes[pk] = Commune.objects.with_names().get(pk=pk)
        return self._communes[pk]

    def place(self, localisation: Localisation) -> Placement:
        """Resolve the commune of a record, then check its coordinates against it."""
        if not any((localisation.commune, localisation.code_postal, localisation.code_insee, localisation.adresse)):
            return Placement(motif=MotifQuarantaine.COMMUNE_INCONNUE, detail="aucune adresse ni commune")
        resolution = self._resolve(localisation)
        if resolution.commune is None or resolution.commune.pk is None:
            return self._decide_by_point(resolution, localisation)
        placement = self.place_in(resolution.commune.pk, localisation)
        if placement.motif:
            return placement
        if resolution.confiance < CONFIANCE_SANS_REMARQUE:
            placement.remarques.append(f"commune à vérifier : {resolution.raison}")
        if placement.approximative and (loin := self._far_postcode(placement.commune_id, localisation)):
            return Placement(motif=MotifQuarantaine.CODE_POSTAL, detail=loin)
        return placement

    def place_in(self, commune_id: int, localisation: Localisation) -> Placement:
        """Place a record in a commune that is known; quarantine it when its coordinates are elsewhere.

        Coordinates the wrong way round are put right, with a remark, when they then fall inside the commune.
        """
        commune = self.fetch(commune_id)
        placement = Placement(commune.pk)
        placement.code_postal = self._right_postcode(commune, localisation.code_postal, placement.remarques)
        latitude, longitude = localisation.latitude, localisation.longitude
        if latitude is None or longitude is None:
            placement.approximative = True
        elif is_inside(commune, latitude, longitude):
            placement.latitude, placement.longitude = latitude, longitude
        elif abs(longitude) <= 90 and is_inside(commune, longitude, latitude):
            placement.latitude, placement.longitude = longitude, latitude
            placement.remarques.append("latitude et longitude inversées, remises dans l’ordre")
        elif commune.parent is not None and not (large := self.place_in(commune.parent.pk, localisation)).motif:
            large.remarques.append(f"les coordonnées sont à {commune.parent.nom}, mais pas à {commune.nom}")
            return large
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

    def _right_postcode(self, commune: Commune, ecrit: str, remarques: list[str]) -> str:
        """Return the postcode to store: as written, unless other communes have it and this one does not."""
        code = read_digits(ecrit, belge=commune.is_belgian)
        siens = {*commune.codes_postaux, *(commune.parent.codes_postaux if commune.parent else ())}
        if not code or code in siens or code not in get_gazetteer().by_postcode:
            return code
        bon = next(iter(siens)) if len(siens) == 1 else ""
        remarques.append(f"code postal {code} d’une autre commune, remplacé par {bon or 'rien'}")
        return bon

    def _decide_by_point(self, resolution: Resolution, localisation: Localisation) -> Placement:
        """Choose, among the communes that the resolver hesitates about, the one that holds the coordinates."""
        refus = Placement(motif=_reason(resolution), detail=resolution.raison)
        if localisation.latitude is None or localisation.longitude is None:
            return refus
        hesitations = {record.pk: None for record in (resolution.proposition, *resolution.candidats) if record}
        essais = [self.place_in(pk, localisation) for pk in hesitations if pk is not None]
        possibles = [essai for essai in essais if not essai.motif]
        if len(possibles) != 1:
            return refus
        possibles[0].remarques.append(f"commune confirmée par les coordonnées ({resolution.raison})")
        return possibles[0]

    def _far_postcode(self, commune_id: int | None, localisation: Localisation) -> str:
        """Return why the postcode denies the commune: it is that of communes all more than 20 km away.

        A slip of the fingers, a CEDEX, an INSEE code that agrees are no reason to doubt.
        """
        if commune_id is None or localisation.code_insee or "cedex" in fold(localisation.commune):
            return ""
        commune = self.fetch(commune_id)
        code = read_digits(localisation.code_postal, belge=commune.is_belgian)
        porteuses = get_gazetteer().by_postcode.get(code, ())
        if commune.position is None or any(is_one_slip_away(code, sien) for sien in commune.codes_postaux):
            return ""
        distances = {
            great_circle_km(*commune.position, porteuse.latitude, porteuse.longitude): porteuse.nom
            for porteuse in porteuses
            if porteuse.latitude is not None and porteuse.longitude is not None
        }
        proche = min(distances, default=0.0)
        if proche <= RAYON_CODE_POSTAL:
            return ""
        return f"le code postal {code} est celui de {distances[proche]}, à {proche:.0f} km de {commune.nom}"


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


def read_digits(ecrit: str, *, belge: bool) -> str:
    """Return the digits of a postcode as written, its lost zero put back in France; "" when it has none."""
    trouve = re.search(r"\d{4,5}", re.sub(r"(?<=\d)[\s.](?=\d)", "", ecrit))
    code = trouve[0] if trouve else ""
    return f"0{code}" if len(code) == 4 and not belge else code


def ask_resolver(localisation: Localisation) -> Resolution:
    """Ask the resolver, telling it the country when the record does."""
    code_postal, insee = localisation.code_postal, localisation.code_insee
    if localisation.pays == "BE":
        code_postal = f"B-{code_postal}" if code_postal.isdigit() else code_postal
        insee = f"be-{insee}" if insee.isdigit() else insee
    return resolve(localisation.commune, code_postal, localisation.adresse, insee)


def _reason(resolution: Resolution) -> MotifQuarantaine:
    if len(resolution.candidats) > 1:
        return MotifQuarantaine.COMMUNE_AMBIGUE
    if "contredit" in resolution.raison:
        return MotifQuarantaine.CODE_POSTAL
    return MotifQuarantaine.COMMUNE_INCONNUE


def _describe(commune: Commune, latitude: float, longitude: float) -> str:
    """Say where the coordinates fall, for whoever has to decide."""
    proche = nearest_commune(latitude, longitude) if abs(latitude) <= 90 else None
    if proche is None or commune.position is None:
        return ""
    distance = great_circle_km(*commune.position, latitude, longitude)
    return f" : elles tombent près de {proche[0].record.libelle}, à {distance:.0f} km"

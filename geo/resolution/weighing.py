"""How sure one is of a reading, from how the name is written and what the place says."""

from collections.abc import Iterable
from enum import IntEnum
from math import inf
from typing import NamedTuple

from geo.distance import great_circle_km
from geo.gazetteer.record import CommuneRecord
from geo.resolution.naming import Lecture, Nommage
from geo.resolution.postcodes import departement_of, is_in, is_one_slip_away
from geo.resolution.writing import Ecrit


class Lieu(IntEnum):
    """What the rest of the row says of where the commune is."""

    CODE_POSTAL = 0  # the postcode is one of the commune's
    DEPARTEMENT = 1  # the postcode is in no table (CEDEX), the département agrees
    TERRITOIRE = 2  # no postcode; the département, region or country is written
    AUTRE_CODE = 3  # the postcode of other communes of the département
    CODE_VOISIN = 4  # of another département, a slip away from a postcode of the commune
    CODE_PROCHE = 5  # of another département, but of communes nearby: the post crosses its borders
    RIEN = 6  # neither postcode nor territory
    CODE_LOINTAIN = 7  # of the département, but far from a small commune: a hamlet may bear its name
    CONTREDIT = 8  # the postcode of another département


# Confidence by (how it is named, what the place says): 1 is certain, 0 is refused. From
# `SEUIL` up the commune is taken; see docs/adr/0003-resolver.md for how they were set.
SEUIL = 0.75
_CONFIANCE = {
    Lieu.CODE_POSTAL: (1.00, 0.97, 0.97, 0.93, 0.90, 0.85, 0.80),
    Lieu.DEPARTEMENT: (0.95, 0.90, 0.92, 0.80, 0.78, 0.70, 0.60),
    Lieu.TERRITOIRE: (0.95, 0.88, 0.90, 0.60, 0.60, 0.50, 0.50),
    Lieu.AUTRE_CODE: (0.85, 0.78, 0.80, 0.50, 0.50, 0.00, 0.00),
    Lieu.CODE_VOISIN: (0.85, 0.80, 0.80, 0.60, 0.50, 0.00, 0.00),
    Lieu.CODE_PROCHE: (0.80, 0.76, 0.76, 0.50, 0.50, 0.00, 0.00),
    Lieu.RIEN: (0.85, 0.76, 0.80, 0.00, 0.00, 0.00, 0.00),
    Lieu.CODE_LOINTAIN: (0.60, 0.50, 0.50, 0.00, 0.00, 0.00, 0.00),
    Lieu.CONTREDIT: (0.60, 0.50, 0.50, 0.00, 0.00, 0.00, 0.00),
}

# Another commune this near in confidence makes the row ambiguous.
MARGE = 0.08

# A slip in the postcode is only believed of a name that no other commune bears.
DOUBTFUL_SLIP = 0.70

# Communes this near may share a post office; those this far do not take each other's postcode,
# unless one of them is a town that people know.
PROCHE, LOIN = 20.0, 45.0  # km
KNOWN_TOWN = 2_000  # inhabitants


class Avis(NamedTuple):
    """A reading with what the place says of it and the confidence that follows."""

    confiance: float
    lecture: Lecture
    lieu: Lieu

    @property
    def commune(self) -> CommuneRecord:
        """The commune of today that would be answered."""
        return self.lecture.record.current


def weigh(lecture: Lecture, ecrit: Ecrit, known_postcodes: dict) -> Avis:
    """Weigh a reading against the postcode and the hints of the row."""
    lieu = _place(lecture, ecrit, known_postcodes)
    return Avis(_CONFIANCE[lieu][lecture.nommage], lecture, lieu)


def _place(lecture: Lecture, ecrit: Ecrit, known_postcodes: dict) -> Lieu:
    record, postcode = lecture.record, ecrit.postcode
    codes = {*record.codes_postaux, *record.codes_propres, *record.current.codes_postaux}
    written = {*postcode.codes}
    if lecture.nom.code_postal:
        codes = {lecture.nom.code_postal} if lecture.nom.code_postal in written else codes
    if written & codes or (postcode.insee and postcode.insee == record.code):
        return Lieu.CODE_POSTAL
    if not written:
        return _territory(lecture, ecrit)
    others = known_postcodes.get(postcode.french, ())
    if not record.is_belgian and _same_departement(record, postcode.french, codes):
        if not others:
            return Lieu.DEPARTEMENT
        return Lieu.CODE_LOINTAIN if _is_lost(record.commune, others) else Lieu.AUTRE_CODE
    if any(is_one_slip_away(code, own) for code in written for own in codes):
        return Lieu.CODE_VOISIN
    if not record.is_belgian and _distance(record.commune, others) <= PROCHE:
        return Lieu.CODE_PROCHE
    return Lieu.CONTREDIT


def _is_lost(commune: CommuneRecord, others: Iterable[CommuneRecord]) -> bool:
    return commune.poids < KNOWN_TOWN and LOIN < _distance(commune, others) < inf


def _distance(commune: CommuneRecord, others: Iterable[CommuneRecord]) -> float:
    """Return the distance in km to the nearest of some communes, infinite when none has a point."""
    if commune.latitude is None or commune.longitude is None:
        return inf
    distances = (
        great_circle_km(commune.latitude, commune.longitude, other.latitude, other.longitude)
        for other in others
        if other.latitude is not None and other.longitude is not None
    )
    return min(distances, default=inf)


def _same_departement(record: CommuneRecord, postcode: str, codes: set[str]) -> bool:
    said = departement_of(postcode)
    return is_in(said, record.departement) or any(departement_of(own) == said for own in codes)


def _territory(lecture: Lecture, ecrit: Ecrit) -> Lieu:
    """Weigh what is written instead of a postcode: "(59)", "59", "La Réunion", "Belgique"."""
    record = lecture.record
    said = ecrit.departement or ecrit.postcode.departement
    if not said and ecrit.number and record.commune.type == "COM" and record.type != "ARM":
        said = ecrit.number.zfill(2)
        if not is_in(said, record.departement):
            said = ""  # a number of anything else
    agrees = [is_in(said, record.departement)] if said else []
    agrees += [hint in record.territoires for hint in ecrit.hints]
    if ecrit.postcode.pays in ("FR", "BE"):
        agrees.append(ecrit.postcode.pays == record.pays)
    if lecture.territoire or any(agrees):
        return Lieu.TERRITOIRE if not said or is_in(said, record.departement) else Lieu.CONTREDIT
    return Lieu.CONTREDIT if said else Lieu.RIEN


def best(opinions: list[Avis]) -> tuple[Avis | None, list[Avis]]:
    """Return the best opinion and its rivals: other communes too near in confidence."""
    by_commune: dict[CommuneRecord, Avis] = {}
    for avis in sorted(opinions, key=lambda avis: (-avis.confiance, avis.lecture.nommage)):
        if avis.confiance > 0:
            by_commune.setdefault(avis.commune, avis)
    if not by_commune:
        return None, []
    first, *others = by_commune.values()
    if first.lieu == Lieu.CODE_VOISIN and any(_as_well_named(first, avis) for avis in others):
        first = first._replace(confiance=DOUBTFUL_SLIP)
    return first, [avis for avis in others if _rivals(first, avis)]


def _as_well_named(first: Avis, other: Avis) -> bool:
    return other.lecture.nommage <= first.lecture.nommage


def _rivals(first: Avis, other: Avis) -> bool:
    if other.lieu == Lieu.CODE_POSTAL and first.lieu > Lieu.TERRITOIRE:
        return True  # a slip in the name here, or a wrong postcode there: who knows
    if first.lieu == Lieu.DEPARTEMENT and other.lieu == Lieu.CODE_VOISIN:
        return _as_well_named(first, other)  # a CEDEX here, or one wrong digit for its namesake there
    if other.confiance < first.confiance - MARGE:
        return False
    if first.lieu != other.lieu:
        return other.lieu != Lieu.RIEN  # what says where it is, beats what says nothing
    if first.lieu == Lieu.RIEN:
        return True
    # With the same place, the better written name is meant; but a slip in one name is as
    # likely as the shortening of another.
    nommages = {first.lecture.nommage, other.lecture.nommage}
    return len(nommages) == 1 or nommages == {Nommage.UNE_FAUTE, Nommage.ABREGE}

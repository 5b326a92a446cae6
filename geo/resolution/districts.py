"""Municipal districts of Paris, Lyon and Marseille."""

from typing import NamedTuple

from geo.gazetteer.forms import canonical
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.record import CommuneRecord
from geo.resolution.writing import Ecrit


class District(NamedTuple):
    """The district that is written; without one, `raison` says if the row contradicts itself."""

    record: CommuneRecord | None = None
    confiance: float = 1.0
    raison: str = ""


def find_district(gazetteer: Gazetteer, commune: CommuneRecord, ecrit: Ecrit) -> District:
    """Return the district of a city that the postcode, the name or the CEDEX number says.

    CEDEX numbers of these three cities are those of their districts. A postcode and a name
    that disagree leave the whole city.
    """
    districts = gazetteer.districted.get(canonical(commune.nom), {})
    if not districts:
        return District()
    by_code = [number for number, record in districts.items() if ecrit.postcode.french in record.codes_postaux]
    by_name = _number(ecrit, commune, len(districts))
    if by_code and by_name and by_name not in by_code:
        return District(None, 0.8, "arrondissement et code postal se contredisent")
    if by_code:
        return District(districts[by_code[0]], 1.0, "arrondissement d’après le code postal")
    if by_name:
        return District(districts[by_name], 0.92, "arrondissement d’après le nom")
    if ecrit.cedex in districts:
        return District(districts[ecrit.cedex], 0.85, "arrondissement d’après le numéro de CEDEX")
    return District()


def _number(ecrit: Ecrit, commune: CommuneRecord, count: int) -> int | None:
    """Number written after the name: "15e", "15", "03"; "Marseille 13" may be the département."""
    if ecrit.district and ecrit.district <= count:
        return ecrit.district
    if ecrit.number.isdigit() and ecrit.number != commune.departement:
        return int(ecrit.number) if 1 <= int(ecrit.number) <= count else None
    return None

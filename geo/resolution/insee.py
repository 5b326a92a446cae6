"""INSEE codes that directories give beside the name, and whether the row agrees with them."""

from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.record import CommuneRecord
from geo.resolution.naming import is_word, misspelt_readings, partial_readings, readings
from geo.resolution.postcodes import departement_of, is_in
from geo.resolution.writing import Ecrit


def find_by_code(gazetteer: Gazetteer, code_insee: str) -> CommuneRecord | None:
    """Return the commune or part of a code that may have lost its zero ("1053.0"), None if unknown."""
    code = code_insee.strip().removesuffix(".0")
    return gazetteer.get(code.zfill(5) if code.isdigit() else code)


def is_named(gazetteer: Gazetteer, record: CommuneRecord, ecrit: Ecrit) -> bool:
    """Tell whether the name written is one of the commune, even shortened or misspelt."""
    own = gazetteer.names_by_commune.get(record.commune, ())
    whole = readings(gazetteer, ecrit.names)
    return (
        any(reading.record.commune is record.commune for reading in whole)
        or any(True for _ in partial_readings(ecrit.names, own, is_word))
        or (not whole and any(True for _ in misspelt_readings(ecrit.names, own)))
    )


def is_around(record: CommuneRecord, ecrit: Ecrit) -> bool:
    """Tell whether the postcode, if any, is of the commune's département."""
    code = ecrit.postcode.french
    if not code or code in record.commune.codes_postaux:
        return True
    return not record.is_belgian and is_in(departement_of(code), record.departement)

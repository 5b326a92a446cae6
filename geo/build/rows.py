"""Rows of the shipped tables, from the official geographic code (COG) published by Etalab."""

from collections import defaultdict
from collections.abc import Iterable

from geo.folding import fold

TYPES = {
    "commune-actuelle": "COM",
    "commune-deleguee": "COMD",
    "commune-associee": "COMA",
    "arrondissement-municipal": "ARM",
}

# The COG gives the parts of a commune no postcode: they get their commune's, but for these,
# whose own is on every letter box (La Poste's public file of postcodes).
OWN_POSTCODES = {"59355": ["59160"], "59298": ["59260"]}

# NIS codes of Statbel.
BELGIAN_REGIONS = [
    {"code": "02000", "pays": "BE", "nom": "Flandre"},
    {"code": "03000", "pays": "BE", "nom": "Wallonie"},
]
BELGIAN_PROVINCES = [
    {"code": "30000", "pays": "BE", "nom": "Flandre-Occidentale", "region": "02000"},
    {"code": "40000", "pays": "BE", "nom": "Flandre-Orientale", "region": "02000"},
    {"code": "50000", "pays": "BE", "nom": "Hainaut", "region": "03000"},
]

# Corsican communes took 2A and 2B in 1976; the COG writes some old codes with 20.
CORSICA = ("2A", "2B")


def make_communes(records: Iterable[dict], epci: Iterable[dict]) -> list[dict]:
    """Return one row per commune and part of commune, without points, sorted by code and type."""
    epci_of = {membre["code"]: group["code"] for group in epci for membre in group["membres"]}
    rows = [_make_commune(record, epci_of) for record in records]
    communes = {row["code"]: row for row in rows if row["type"] == "COM"}
    for row in rows:
        if row["parent"]:
            parent = communes[row["parent"]]
            row["codes_postaux"] = row["codes_postaux"] or OWN_POSTCODES.get(row["code"]) or parent["codes_postaux"]
            row["epci"] = parent["epci"]
    return sorted(rows, key=lambda row: (row["code"], row["type"]))


def _make_commune(record: dict, epci_of: dict[str, str]) -> dict:
    return {
        "code": record["code"],
        "type": TYPES[record["type"]],
        "nom": record["nom"],
        "codes_postaux": record.get("codesPostaux", []),
        "population": record.get("population"),
        "epci": epci_of.get(record["code"]),
        "arrondissement": record.get("arrondissement"),
        "departement": record["departement"],
        "region": record["region"],
        "parent": record.get("chefLieu") or record.get("commune"),
        "anciens_codes": sorted(record.get("anciensCodes", [])),
    }


def add_old_names(rows: list[dict], older: Iterable[list[dict]]) -> None:
    """Set `anciens_noms`: what older codes called the commune, and the communes it absorbed.

    Names that a part of the commune still bears are left to that part.
    """
    owners = {old: row for row in rows for old in row["anciens_codes"]}
    owners |= {row["code"]: row for row in rows if row["type"] == "COM"}
    parts: dict[str, set[str]] = defaultdict(set)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        parts[row["parent"] or row["code"]].add(fold(row["nom"]))
    for records in older:
        for record in records:
            owner = _find_owner(record["code"], owners)
            if owner and fold(record["nom"]) not in parts[owner["code"]]:
                names[owner["code"]].setdefault(fold(record["nom"]), record["nom"])
    for row in rows:
        if row["type"] == "COM":
            row["anciens_noms"] = sorted(names[row["code"]].values())


def _find_owner(code: str, owners: dict[str, dict]) -> dict | None:
    if code not in owners and code.startswith(CORSICA):
        code = f"20{code[2:]}"
    return owners.get(code)


def make_territories(
    regions: list[dict], departements: list[dict], arrondissements: list[dict]
) -> dict[str, list[dict]]:
    """Return the rows of the régions, départements and arrondissements files, by kind."""
    return {
        "regions": [*_french(regions), *BELGIAN_REGIONS],
        "departements": [*_french(departements), *BELGIAN_PROVINCES],
        "arrondissements": _french(arrondissements),
    }


def make_epci(groups: list[dict]) -> list[dict]:
    """Return the rows of the EPCI file."""
    return [{**row, "nature": row["type"]} for row in _french(groups)]


def _french(records: list[dict]) -> list[dict]:
    return sorted(
        ({**record, "pays": "FR"} for record in records),
        key=lambda record: record["code"],
    )

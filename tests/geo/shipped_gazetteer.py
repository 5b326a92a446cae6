"""The gazetteer of the shipped table, without a database."""

from collections.abc import Iterator
from functools import cache

from geo import shipped
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.other_names import read_noms
from geo.gazetteer.rows import CommuneRow


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer of every commune, built once per test process."""
    return Gazetteer(shipped_rows(), read_noms())


def shipped_rows() -> Iterator[CommuneRow]:
    """Yield the rows of the shipped files as the database would give them."""
    departements = {row["code"]: row for row in shipped.read_rows(shipped.DEPARTEMENTS)}
    regions = {row["code"]: row["nom"] for row in shipped.read_rows(shipped.REGIONS)}
    for pays, name in (("FR", shipped.COMMUNES), ("BE", shipped.BELGIQUE)):
        for pk, row in enumerate(shipped.read_rows(name), 1):
            departement = departements[row["departement"]]
            yield CommuneRow(
                pk=pk,
                pays=pays,
                code=row["code"],
                type=row.get("type", "COM"),
                nom=row["nom"],
                nom_nl=row.get("nom_nl", ""),
                codes_postaux=row["codes_postaux"],
                population=int(row["population"]) if row["population"] else None,
                departement=row["departement"],
                departement_nom=departement["nom"],
                region=departement["region"],
                region_nom=regions[departement["region"]],
                latitude=float(row["latitude"]) if row["latitude"] else None,
                longitude=float(row["longitude"]) if row["longitude"] else None,
                anciens_codes=row["anciens_codes"],
                anciens_noms=row["anciens_noms"],
                parent=row.get("parent", ""),
            )

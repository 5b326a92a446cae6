"""Builds the table of communes and its contours out of the archives."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from geo import shipped
from geo.build import packages, rows
from geo.build.contours import write_contours
from geo.build.geometries import Geometries, fill_gaps, read_geometries
from geo.build.geonames import Gazetteer
from geo.build.points import choose_point

Report = Callable[[str], None]


def build_table(source: Path, target: Path, report: Report) -> None:
    """Write every generated file of `target` from the archives of `source`, reporting in French.

    Raises FileNotFoundError when an archive is missing.
    """
    cog = {
        name: packages.read_etalab(source / packages.COG, name)
        for name in ("communes", "epci", "regions", "departements", "arrondissements")
    }
    communes = rows.make_communes(cog["communes"], cog["epci"])
    rows.add_old_names(
        communes,
        (packages.read_etalab(source / cog, "communes") for cog in packages.OLDER_COGS),
    )
    report(f"{len(communes)} communes et parties de communes")

    geometries = read_geometries(source / packages.CONTOURS)
    older = read_geometries(source / packages.OLDER_CONTOURS)
    filled = fill_gaps(geometries, older, communes)
    report(f"Contours : {len(geometries.contours)}, complétés : {_count(filled)}")

    gazetteer = Gazetteer(packages.read_geonames(source / packages.GEONAMES))
    report(f"Points : {_count(add_points(communes, geometries, gazetteer))}")

    territories = rows.make_territories(cog["regions"], cog["departements"], cog["arrondissements"])
    for name, content in (
        (shipped.COMMUNES, communes),
        (shipped.EPCI, rows.make_epci(cog["epci"])),
        (shipped.REGIONS, territories["regions"]),
        (shipped.DEPARTEMENTS, territories["departements"]),
        (shipped.ARRONDISSEMENTS, territories["arrondissements"]),
    ):
        size = shipped.write_rows(name, content, target)
        report(f"{name} : {len(content)} lignes, {size // 1000} ko")
    size = write_contours(communes, geometries.contours, target)
    report(f"contours : {size // 1000} ko")


def add_points(communes: list[dict], geometries: Geometries, gazetteer: Gazetteer) -> dict[tuple[str, str], str]:
    """Set `latitude`, `longitude`, `source_point` where one is known; return the sources by key."""
    sources = {}
    for row in communes:
        key = row["code"], row["type"]
        point = choose_point(key, geometries) or gazetteer.find_point(row["code"], row["nom"])
        row["latitude"], row["longitude"], row["source_point"] = point or (None,) * 3
        sources[key] = row["source_point"] or "aucun"
    return sources


def _count(values: dict) -> str:
    counts = Counter(values.values()).most_common()
    return ", ".join(f"{value} {count}" for value, count in counts)

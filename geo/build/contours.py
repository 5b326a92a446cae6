"""Writes the contours, one compact file per département.

The source is already generalised (some 30 vertices per commune, shared by neighbours).
Each vertex is rounded by itself to the grid of `geo.contours` (about 10 m): neighbours keep
their common border, so nothing gapes or overlaps.
"""

import gzip
import json
from itertools import groupby, pairwise
from pathlib import Path

import shapely

from geo import shipped
from geo.contours import SCALE

Ring = list[int]


def write_contours(communes: list[dict], contours: dict[tuple[str, str], shapely.Geometry], target: Path) -> int:
    """Write `contours/<département>.json.gz` for every département with contours; return the bytes."""
    (target / shipped.CONTOURS_DIR).mkdir(exist_ok=True)
    total = 0
    by_departement = sorted(communes, key=lambda row: row["departement"])
    for departement, rows in groupby(by_departement, lambda row: row["departement"]):
        encoded: dict[str, dict[str, list]] = {}
        for row in rows:
            key = row["code"], row["type"]
            if key in contours:
                encoded.setdefault(row["type"], {})[row["code"]] = encode(contours[key])
        if encoded:
            text = json.dumps(encoded, separators=(",", ":"), sort_keys=True)
            content = gzip.compress(text.encode(), mtime=0)
            shipped.contours_path(departement, target).write_bytes(content)
            total += len(content)
    return total


def encode(contour: shapely.Geometry) -> list[list[Ring]]:
    """Return the polygons of a contour, each a list of rings (outer first), as `geo.contours` reads them.

    Outer rings turn counterclockwise, holes clockwise (RFC 7946).

    A ring is x, y of its first vertex, then the steps to each next one, in grid units,
    without the closing vertex. Rings the grid flattens are left out.
    """
    polygons = []
    for polygon in shapely.get_parts(shapely.orient_polygons(contour)):
        outer, *holes = map(encode_ring, [polygon.exterior, *polygon.interiors])
        if outer:
            polygons.append([outer, *filter(None, holes)])
    return polygons


def encode_ring(ring: shapely.LinearRing) -> Ring:
    """Return one ring on the grid, [] when fewer than three vertices remain."""
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in ring.coords]
    vertices = [point for point, _ in groupby(points)][:-1]
    if len(vertices) < 3:
        return []
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(vertices)]
    return [number for pair in (vertices[0], *steps) for number in pair]

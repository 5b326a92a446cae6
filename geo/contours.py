"""Contours of the communes, read from the shipped files.

A file holds, by type then code, polygons; a polygon is rings, the outer one first; a ring is
x, y of its first vertex then the step to each next one, in ten-thousandths of a degree, and
closes by itself. Belgium has no contour: no source of them is published with a free licence.
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from geo import shipped
from geo.models import Commune

SCALE = 10_000  # grid steps in a degree: a step is 11 m or less

Vertex = tuple[int, int]  # x (longitude) and y (latitude), in grid steps
Polygon = list[array]

# Whole France is 101 files, some 40 MB once read; most processes need a few of them.
FILES_KEPT = 128


@lru_cache(maxsize=FILES_KEPT)
def _load_departement(code: str) -> dict[str, dict[str, list[Polygon]]]:
    """Return the encoded polygons of a département's communes by type and code; {} if unknown."""
    return {
        kind: {commune: _pack(polygons) for commune, polygons in communes.items()}
        for kind, communes in shipped.read_contours(code).items()
    }


def _pack(polygons: list[list[list[int]]]) -> list[Polygon]:
    return [[array("i", ring) for ring in rings] for rings in polygons]


def find_polygons(commune: Commune) -> list[Polygon] | None:
    """Return the encoded polygons of a commune, None when it has no contour."""
    if commune.is_belgian:
        return None
    communes = _load_departement(commune.departement_id).get(commune.type, {})
    return communes.get(commune.code)


def decode_ring(ring: array) -> list[Vertex]:
    """Return the vertices of a ring, the first one not repeated."""
    return [*zip(accumulate(ring[0::2]), accumulate(ring[1::2]), strict=True)]


def make_collection(communes: Iterable[Commune]) -> dict:
    """Return a GeoJSON FeatureCollection of the communes with a contour (RFC 7946).

    Coordinates are longitude, latitude in degrees; `properties` are code, nom and ref.
    """
    features = [*_make_features(communes)]
    collection = {"type": "FeatureCollection", "features": features}
    return {"bbox": _bbox(features), **collection} if features else collection


def _make_features(communes: Iterable[Commune]) -> Iterator[dict]:
    for commune in communes:
        polygons = find_polygons(commune)
        if polygons:
            yield {
                "type": "Feature",
                "properties": {"code": commune.code, "nom": commune.nom, "ref": commune.ref},
                "geometry": _make_geometry(polygons),
            }


def _make_geometry(polygons: list[Polygon]) -> dict:
    coordinates = [[_make_positions(ring) for ring in rings] for rings in polygons]
    if len(coordinates) == 1:
        return {"type": "Polygon", "coordinates": coordinates[0]}
    return {"type": "MultiPolygon", "coordinates": coordinates}


def _make_positions(ring: array) -> list[list[float]]:
    vertices = decode_ring(ring)
    return [[x / SCALE, y / SCALE] for x, y in [*vertices, vertices[0]]]


def _bbox(features: list[dict]) -> list[float]:
    """Return west, south, east, north of the features."""
    outer = [
        position for feature in features for polygon in _polygons_of(feature["geometry"]) for position in polygon[0]
    ]
    longitudes, latitudes = zip(*outer, strict=True)
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def _polygons_of(geometry: dict) -> list:
    coordinates = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]

"""Does a point stand in a commune? Used on the coordinates that an import brings."""

from array import array
from collections.abc import Iterator
from itertools import chain, pairwise
from math import hypot, isfinite

from geo.contours import SCALE, Polygon, Vertex, decode_ring, find_polygons
from geo.models import Commune

# Contours are generalised: a point this close outside may stand inside on the ground.
TOLERANCE_DEGREES = 0.005

Segment = tuple[Vertex, Vertex]


def point_in_commune(commune: Commune, lat: float, lon: float, tolerance: float = TOLERANCE_DEGREES) -> bool | None:
    """Tell whether (lat, lon), in degrees, is inside the contour or within `tolerance` degrees of it.

    None when the commune has no contour (Belgium, overseas collectivities): nothing can be said.
    """
    polygons = find_polygons(commune)
    if not polygons:
        return None
    if not (isfinite(lat) and isfinite(lon)):
        return False
    x, y, reach = lon * SCALE, lat * SCALE, tolerance * SCALE
    return any(_holds(polygon, x, y, reach) for polygon in polygons)


def _holds(polygon: Polygon, x: float, y: float, reach: float) -> bool:
    """Count the edges that a ray to the east crosses; failing that, look for an edge within reach."""
    edges = [*chain.from_iterable(map(_edges, polygon))]
    crossings = sum(_crosses(edge, x, y) for edge in edges)
    return crossings % 2 == 1 or any(_distance(edge, x, y) <= reach for edge in edges)


def _edges(ring: array) -> Iterator[Segment]:
    vertices = decode_ring(ring)
    return pairwise([*vertices, vertices[0]])


def _crosses(edge: Segment, x: float, y: float) -> bool:
    (x1, y1), (x2, y2) = edge
    if (y1 > y) == (y2 > y):
        return False
    return x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)


def _distance(edge: Segment, x: float, y: float) -> float:
    """Return the distance from the point to the segment, in grid steps."""
    (x1, y1), (x2, y2) = edge
    dx, dy = x2 - x1, y2 - y1
    along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)
    along = min(1.0, max(0.0, along))
    return hypot(x1 + along * dx - x, y1 + along * dy - y)

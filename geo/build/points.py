"""One point per commune: where its people gather, or at least a place inside it."""

import shapely

from geo.build.geometries import Geometries

# Contours are generalised: a town hall this close outside is on the ground inside.
TOLERANCE_DEGREES = 0.005

Point = tuple[float, float, str]  # latitude, longitude, source


def choose_point(key: tuple[str, str], geometries: Geometries) -> Point | None:
    """Return the town hall if it stands in the commune, else the centroid, else an interior point.

    1,935 of the source's town halls stand elsewhere, some on another continent; those are
    dropped, and so are town halls that no contour can vouch for.
    """
    contour = geometries.contours.get(key)
    if contour is None:
        return None
    mairie = geometries.mairies.get(key)
    if mairie and shapely.dwithin(contour, mairie, TOLERANCE_DEGREES):
        return _point(mairie, "mairie")
    centroid = shapely.centroid(contour)
    if shapely.contains(contour, centroid):
        return _point(centroid, "centroide")
    return _point(shapely.point_on_surface(contour), "interieur")


def _point(point: shapely.Point, source: str) -> Point:
    return round(point.y, 5), round(point.x, 5), source

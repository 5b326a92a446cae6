"""Places as points of the unit sphere, so that nearness needs no trigonometry per row.

The scalar product of two points is the cosine of the angle between them: a product of stored
floats, computed alike by SQLite, PostgreSQL and Python, that grows as the distance shrinks. At
100 m its rounding is worth less than a millimetre.
"""

from math import acos, cos, radians, sin

from geo.distance import EARTH_RADIUS_KM

Point = tuple[float, float, float]


def point(lat: float, lon: float) -> Point:
    """Return the point of a latitude and longitude in degrees."""
    phi, lam = radians(lat), radians(lon)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def nearness(km: float) -> float:
    """Return the scalar product of two points `km` apart."""
    return cos(km / EARTH_RADIUS_KM)


def distance_km(product: float) -> float:
    """Return the distance in km of two points from their scalar product."""
    return EARTH_RADIUS_KM * acos(max(-1.0, min(1.0, product)))

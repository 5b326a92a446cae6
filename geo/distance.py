"""Great-circle distances, in Python and in SQL.

Both use the same formula (Vincenty's on a sphere), which loses no precision for near
points, antipodes or poles: they agree to less than a millimetre on SQLite and PostgreSQL.
Latitudes and longitudes are degrees (WGS 84), distances kilometres.
"""

from math import asin, atan2, cos, degrees, hypot, isfinite, pi, radians, sin
from typing import NamedTuple

from django.db import models
from django.db.models import F, FloatField, Func, Q

RADIAN = pi / 180  # of a degree
EARTH_RADIUS_KM = 6371.0088  # mean radius of the WGS 84 ellipsoid (IUGG)

# Decimals kept of a point's degrees in SQL: a hundredth of a millimetre.
DECIMALS = 10

# Room for rounding, so that a point exactly at the radius is not lost: 10 cm.
BOX_MARGIN_KM = 1e-4


class BoundingBox(NamedTuple):
    """Smallest latitude/longitude box around a circle; `west > east` across the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance in kilometres between two points in degrees."""
    phi1, phi2, delta = lat1 * RADIAN, lat2 * RADIAN, (lon2 - lon1) * RADIAN  # as radians(), which costs three calls
    sin1, cos1, sin2, cos2, turn = sin(phi1), cos(phi1), sin(phi2), cos(phi2), cos(delta)
    across, along = cos2 * sin(delta), cos1 * sin2 - sin1 * cos2 * turn
    return EARTH_RADIUS_KM * atan2(hypot(across, along), sin1 * sin2 + cos1 * cos2 * turn)


def bounding_box(lat: float, lon: float, km: float) -> BoundingBox:
    """Return the box that holds every point at `km` or less of (lat, lon).

    A circle over a pole gets every longitude.
    """
    angle = min((km + BOX_MARGIN_KM) / EARTH_RADIUS_KM, pi)
    south, north = lat - degrees(angle), lat + degrees(angle)
    if south <= -90 or north >= 90:
        return BoundingBox(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    reach = degrees(asin(min(1.0, sin(angle) / cos(radians(lat)))))
    return BoundingBox(south, wrap(lon - reach), north, wrap(lon + reach))


def wrap(lon: float) -> float:
    """Bring a longitude back between -180 and 180 degrees."""
    return lon if -180.0 <= lon <= 180.0 else (lon + 180.0) % 360.0 - 180.0


def distance_sql(latitude: str, longitude: str, lat: float, lon: float) -> str:
    """Return the SQL of the distance in km between two SQL columns and the point (lat, lon).

    `latitude` and `longitude` are trusted SQL fragments, used as they are; the point is
    written as numbers, so there is no parameter to pass. Raises ValueError unless the
    point is made of finite numbers.
    """
    if not (isfinite(lat) and isfinite(lon)):
        raise ValueError(f"not a position: {lat}, {lon}")
    lat, lon = round(float(lat), DECIMALS), round(float(lon), DECIMALS)
    to_radians = repr(RADIAN)
    phi = f"{_without_specks(latitude)} * {to_radians}"
    delta = f"({_without_specks(longitude)} - ({lon!r})) * {to_radians}"
    sin1, cos1 = f"({sin(radians(lat))!r})", f"({cos(radians(lat))!r})"
    across = f"COS({phi}) * SIN({delta})"
    along = f"({cos1} * SIN({phi}) - {sin1} * COS({phi}) * COS({delta}))"
    return (
        f"({EARTH_RADIUS_KM} * ATAN2("
        f"SQRT({across} * {across} + {along} * {along}), "
        f"{sin1} * SIN({phi}) + {cos1} * COS({phi}) * COS({delta})))"
    )


def _without_specks(column: str) -> str:
    """Turn 1e-200 into 0 and leave true degrees alone: PostgreSQL fails on products too small to hold."""
    return f"(({column}) + 1024.0 - 1024.0)"


class GreatCircleKm(Func):
    """Distance in km from the point (lat, lon) to the position held by two columns.

    >>> Commune.objects.annotate(distance_km=GreatCircleKm(50.63, 3.06))
    """

    output_field = FloatField()

    def __init__(
        self,
        lat: float,
        lon: float,
        latitude="latitude",
        longitude="longitude",
        **extra,
    ):
        super().__init__(latitude, longitude, **extra)
        self.point = (float(lat), float(lon))

    def as_sql(self, compiler, connection, **_):  # type: ignore[override]
        latitude, longitude = (compiler.compile(source)[0] for source in self.source_expressions)
        # Psycopg2 reads "%" as a placeholder; columns and numbers hold none.
        return distance_sql(latitude, longitude, *self.point), []


def within_box(box: BoundingBox, latitude: str = "latitude", longitude: str = "longitude") -> Q:
    """Return the condition "inside the box", on the composite index of the two fields."""
    inside = Q(**{f"{latitude}__range": (box.south, box.north)})
    if (box.west, box.east) == (-180.0, 180.0):
        return inside
    if box.west <= box.east:
        return inside & Q(**{f"{longitude}__range": (box.west, box.east)})
    return inside & (Q(**{f"{longitude}__gte": box.west}) | Q(**{f"{longitude}__lte": box.east}))


class PositionQuerySet(models.QuerySet):
    """Distances for a model with `latitude` and `longitude`; annotates `distance_km`."""

    def with_distance(self, lat: float, lon: float):
        """Annotate `distance_km`, NULL without a position."""
        return self.annotate(distance_km=GreatCircleKm(lat, lon, F("latitude"), F("longitude")))

    def within(self, lat: float, lon: float, km: float):
        """Keep what stands at `km` or less of the point, with `distance_km`, in no order."""
        return self.filter(within_box(bounding_box(lat, lon, km))).with_distance(lat, lon).filter(distance_km__lte=km)

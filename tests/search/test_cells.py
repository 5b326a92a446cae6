"""Cells: a circle's cells hold every point of the circle, few enough to be read fast."""

from math import asin, atan2, cos, degrees, radians, sin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.distance import EARTH_RADIUS_KM, great_circle_km
from search.cells import LEVELS, cells_of, cover
from search.criteria import RADII_KM
from search.sphere import distance_km, nearness, point

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def destination(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """Return the point reached from another, going straight on."""
    phi, angle, theta = radians(lat), km / EARTH_RADIUS_KM, radians(bearing)
    arrival = asin(max(-1, min(1, sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(theta))))
    turned = atan2(sin(theta) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(arrival))
    return degrees(arrival), (degrees(radians(lon) + turned) + 540) % 360 - 180


@given(LATITUDES, LONGITUDES, st.sampled_from(RADII_KM), st.floats(0, 1), st.floats(0, 360))
@example(50.63, 3.06, 20, 1.0, 45.0)
@example(-16.5, 179.99, 100, 1.0, 90.0)  # across the 180th meridian
@example(89.9, 0.0, 100, 1.0, 180.0)  # over a pole
@example(-90.0, 0.0, 5, 1.0, 0.0)
def test_cover_holds_every_point_of_the_circle(lat, lon, km, share, bearing):
    there = destination(lat, lon, km * share, bearing)
    if great_circle_km(lat, lon, *there) <= km:
        assert set(cells_of(*there)) & set(cover(lat, lon, km))


@pytest.mark.parametrize("km", [1, *RADII_KM])
@pytest.mark.parametrize(("lat", "lon"), [(50.63, 3.06), (42.1, 9.1), (-21.1, 55.5), (4.9, -52.3)])
def test_cover_is_short_in_france(lat, lon, km):
    assert 1 <= len(cover(lat, lon, km)) <= 25


@given(LATITUDES, LONGITUDES)
def test_a_point_lies_in_one_cell_of_each_level(lat, lon):
    assert len(set(cells_of(lat, lon))) == LEVELS


@given(LATITUDES, LONGITUDES, st.floats(0.01, 150), st.floats(0, 360))
def test_scalar_products_tell_distances(lat, lon, km, bearing):
    there = destination(lat, lon, km, bearing)
    expected = great_circle_km(lat, lon, *there)
    product = sum(a * b for a, b in zip(point(lat, lon), point(*there), strict=True))
    assert distance_km(product) == pytest.approx(expected, abs=1e-3)
    assert product >= nearness(expected + 0.01)
    assert product < nearness(max(expected - 0.01, 0)) or expected < 0.02

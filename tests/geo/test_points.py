"""Is a point in a commune? Checked against the shipped contours."""

import math
from array import array
from unittest import mock

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo import points
from geo.contours import SCALE, decode_ring, find_polygons
from geo.models import Commune
from geo.points import point_in_commune

LILLE = Commune(code="59350", departement_id="59")
LOMME = Commune(code="59355", type="COMA", departement_id="59")
RONCQ = Commune(code="59508", departement_id="59")
PARIS_20 = Commune(code="75120", type="ARM", departement_id="75")

GRAND_PLACE = (50.63678, 3.06344)
MAIRIE_DE_LOMME = (50.63878, 3.01221)


def test_the_grand_place_is_in_lille_and_not_in_lomme():
    assert point_in_commune(LILLE, *GRAND_PLACE) is True
    assert point_in_commune(LOMME, *GRAND_PLACE) is False
    assert point_in_commune(RONCQ, *GRAND_PLACE) is False


def test_a_part_of_a_commune_is_also_in_the_commune():
    assert point_in_commune(LOMME, *MAIRIE_DE_LOMME) is True
    assert point_in_commune(LILLE, *MAIRIE_DE_LOMME) is True


def test_a_city_district_has_its_contour():
    assert point_in_commune(PARIS_20, 48.8652, 2.3990) is True
    assert point_in_commune(PARIS_20, 48.8566, 2.3522) is False


def test_a_point_just_outside_is_accepted_within_the_tolerance():
    east = max(x for rings in find_polygons(RONCQ) for x, _ in decode_ring(rings[0])) / SCALE
    lat = next(y / SCALE for rings in find_polygons(RONCQ) for x, y in decode_ring(rings[0]) if x / SCALE == east)

    assert point_in_commune(RONCQ, lat, east + 0.004) is True
    assert point_in_commune(RONCQ, lat, east + 0.004, tolerance=0.001) is False
    assert point_in_commune(RONCQ, lat, east + 0.006) is False


@pytest.mark.parametrize(
    "commune",
    [
        Commune(pays="BE", code="57097", departement_id="50000"),
        Commune(code="98818", departement_id="988"),
        Commune(code="59999", departement_id="59"),
    ],
)
def test_nothing_is_said_without_a_contour(commune):
    assert point_in_commune(commune, *GRAND_PLACE) is None


@pytest.mark.parametrize("point", [(float("nan"), 3.0), (50.6, float("inf")), (3.06, 50.63), (0.0, 0.0), (91.0, 200.0)])
def test_wrong_points_are_outside(point):
    assert point_in_commune(LILLE, *point) is False


def make_ring(start: int, size: int) -> array:
    return array("i", [start, start, size, 0, 0, size, -size, 0])


HOLED_SQUARE = [[make_ring(0, SCALE), make_ring(SCALE // 4, SCALE // 2)]]


@settings(deadline=None)
@given(st.floats(-2, 2), st.floats(-2, 2))
def test_the_ray_agrees_with_plain_comparisons_on_a_square_with_a_hole(x, y):
    inside = (0 < x < 1 and 0 < y < 1) and not (0.25 < x < 0.75 and 0.25 < y < 0.75)
    assume(all(abs(value - edge) > 1e-6 for value in (x, y) for edge in (0, 0.25, 0.75, 1)))

    with mock.patch.object(points, "find_polygons", return_value=HOLED_SQUARE):
        assert point_in_commune(LILLE, y, x, tolerance=0.0) is inside


@settings(deadline=None)
@given(st.floats(-0.1, 1.1))
def test_the_tolerance_is_measured_from_the_nearest_edge(y):
    beyond = max(0.0, -y, y - 1)

    with mock.patch.object(points, "find_polygons", return_value=HOLED_SQUARE):
        assume(abs(math.hypot(0.003, beyond) - 0.005) > 1e-6)
        assert point_in_commune(LILLE, y, 1.003) is (math.hypot(0.003, beyond) <= 0.005)

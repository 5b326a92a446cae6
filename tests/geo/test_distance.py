"""Distances: the same in Python and in SQL, everywhere on Earth."""

import math

import pytest
from geopy.distance import great_circle
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo.distance import EARTH_RADIUS_KM, bounding_box, distance_sql, great_circle_km, within_box
from geo.models import Commune
from tests.geo.factories import CommuneFactory

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
POINTS = st.tuples(LATITUDES, LONGITUDES)
NEAR = st.tuples(st.floats(50, 51), st.floats(2.5, 3.5))

HALF_TURN = math.pi * EARTH_RADIUS_KM
MILLIMETRE = 1e-6

LILLE, TOURCOING = (50.63089, 3.07086), (50.72232, 3.16028)


def test_lille_tourcoing_is_twelve_kilometres():
    assert great_circle_km(*LILLE, *TOURCOING) == pytest.approx(11.96, abs=0.01)


@settings(deadline=None)
@given(POINTS, POINTS)
def test_distance_agrees_with_geopy(one, other):
    # Geopy's own formula, with geopy's mean radius, rounds at the antipodes only.
    expected = great_circle(one, other, radius=EARTH_RADIUS_KM).km
    assert great_circle_km(*one, *other) == pytest.approx(expected, abs=1e-6)


@settings(deadline=None)
@given(POINTS, POINTS)
def test_distance_is_a_distance(one, other):
    there = great_circle_km(*one, *other)
    assert 0 <= there <= HALF_TURN + MILLIMETRE
    assert great_circle_km(*other, *one) == pytest.approx(there, abs=MILLIMETRE)
    assert great_circle_km(*one, *one) == pytest.approx(0, abs=MILLIMETRE)


def test_antipodes_are_half_a_turn_away():
    assert great_circle_km(50.63, 3.06, -50.63, -176.94) == pytest.approx(HALF_TURN, abs=MILLIMETRE)
    assert great_circle_km(90, 0, -90, 120) == pytest.approx(HALF_TURN, abs=MILLIMETRE)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(POINTS, st.lists(POINTS, min_size=1, max_size=3))
@example((90.0, 0.0), [(-90.0, 0.0), (90.0, 180.0)])
@example((0.0, 180.0), [(0.0, -180.0), (0.0, 0.0)])
@example(LILLE, [LILLE, (50.630890000001, 3.07086)])
@example((1e-250, 1e-300), [(1e-200, -1e-300), (5e-324, 0.0), (90.0, 1e-310)])
def test_sql_agrees_with_python_to_the_millimetre(point, positions):
    Commune.objects.all().delete()
    for latitude, longitude in positions:
        CommuneFactory(latitude=latitude, longitude=longitude)

    for commune in Commune.objects.with_distance(*point):
        expected = great_circle_km(*point, *commune.position)
        assert commune.distance_km == pytest.approx(expected, abs=MILLIMETRE)


@settings(deadline=None)
@given(POINTS, st.floats(0, 20_100), POINTS)
def test_the_box_holds_the_circle(centre, km, point):
    if great_circle_km(*centre, *point) <= km:
        assert_inside(bounding_box(*centre, km), *point)


@settings(deadline=None)
@given(NEAR, st.floats(0, 60), st.floats(0, 360))
def test_the_box_holds_the_rim_of_the_circle(centre, km, bearing):
    point = great_circle(kilometers=km, radius=EARTH_RADIUS_KM).destination(centre, bearing)
    assert_inside(bounding_box(*centre, km), point.latitude, point.longitude)


def assert_inside(box, lat, lon):
    assert box.south <= lat <= box.north
    if box.west <= box.east:
        assert box.west <= lon <= box.east
    else:
        assert lon >= box.west or lon <= box.east


@settings(deadline=None)
@given(NEAR, st.floats(0.1, 60))
def test_the_box_is_snug(centre, km):
    box = bounding_box(*centre, km)
    assert box.north - box.south == pytest.approx(2 * math.degrees(km / EARTH_RADIUS_KM), abs=1e-5)
    assert great_circle_km(*centre, centre[0], box.east) == pytest.approx(km, rel=0.02)


def test_the_box_around_a_pole_has_every_longitude():
    assert bounding_box(89.9, 3, 50)[1::2] == (-180, 180)
    assert bounding_box(-89.9, 3, 50)[1::2] == (-180, 180)


@pytest.mark.django_db
def test_within_crosses_the_antimeridian():
    fiji = CommuneFactory(latitude=-17.0, longitude=179.99)
    other_side = CommuneFactory(latitude=-17.0, longitude=-179.99)
    CommuneFactory(latitude=-17.0, longitude=0.0)

    assert set(Commune.objects.within(-17.0, 180.0, 5)) == {fiji, other_side}
    assert set(Commune.objects.within(-17.0, -179.999, 5)) == {fiji, other_side}


@pytest.mark.django_db
def test_within_orders_by_distance_and_keeps_the_rim():
    lille = CommuneFactory(lille=True)
    near = CommuneFactory(latitude=TOURCOING[0], longitude=TOURCOING[1])
    CommuneFactory(latitude=50.0, longitude=3.0)
    CommuneFactory(latitude=None, longitude=None)

    found = Commune.objects.within(*LILLE, great_circle_km(*LILLE, *TOURCOING) + MILLIMETRE).order_by("distance_km")

    assert [*found] == [lille, near]
    assert found[0].distance_km == pytest.approx(0, abs=MILLIMETRE)
    assert found[1].distance_km == pytest.approx(11.96, abs=0.01)


@pytest.mark.django_db
def test_without_a_position_there_is_no_distance():
    CommuneFactory(latitude=None, longitude=None)

    assert Commune.objects.with_distance(*LILLE).get().distance_km is None


@pytest.mark.parametrize("point", [(float("nan"), 3.0), (50.0, float("inf"))])
def test_sql_refuses_what_is_not_a_position(point):
    with pytest.raises(ValueError, match="not a position"):
        distance_sql("latitude", "longitude", *point)


@pytest.mark.django_db
def test_the_box_uses_the_index_fields_it_is_given():
    CommuneFactory(lille=True)
    condition = within_box(bounding_box(*LILLE, 1), latitude="latitude", longitude="longitude")

    assert Commune.objects.filter(condition).count() == 1

"""Numbers of documents: those near a place are in a few tiles, and a crowded place stays in its own."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.distance import great_circle_km
from search.criteria import RADII_KM
from search.numbers import draw_number, tile_of, tiles_around
from tests.search.test_cells import destination

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, st.sampled_from(RADII_KM), st.floats(0, 1), st.floats(0, 360), st.integers(0, 20))
@example(50.63, 3.06, 20, 1.0, 45.0, 0)
@example(-16.5, 179.99, 100, 1.0, 90.0, 12)  # across the 180th meridian
@example(89.9, 0.0, 100, 1.0, 180.0, 3)  # over a pole
@example(90.0, 180.0, 5, 0.0, 0.0, 40)
def test_the_tiles_around_a_place_hold_every_number_of_the_circle(lat, lon, km, share, bearing, attempt):
    there = destination(lat, lon, km * share, bearing)
    if great_circle_km(lat, lon, *there) <= km:
        assert tile_of(draw_number("clé", *there, attempt)) in tiles_around(lat, lon, km)


@pytest.mark.parametrize("km", [1, 5, 10, 20])
@pytest.mark.parametrize(("lat", "lon"), [(50.63, 3.06), (42.1, 9.1), (-21.1, 55.5), (4.9, -52.3)])
def test_tiles_are_few_in_france(lat, lon, km):
    tiles = tiles_around(lat, lon, km)
    assert len(set(tiles)) == len(tiles) <= 16


@given(LATITUDES, LONGITUDES)
def test_what_is_nowhere_is_in_no_tile_of_the_map(lat, lon):
    assert tile_of(draw_number("clé", None, None)) > tile_of(draw_number("clé", lat, lon))


@given(st.one_of(st.none(), LATITUDES), LONGITUDES, st.integers(0, 20))
def test_numbers_fit_in_a_column_of_the_database(lat, lon, attempt):
    assert 0 <= draw_number("clé", lat, lon if lat is not None else None, attempt) < 1 << 62

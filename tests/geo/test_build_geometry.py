"""How the build chooses points, completes contours and writes them (run where shapely is installed)."""

import json
from itertools import pairwise

import pytest

from geo import shipped

shapely = pytest.importorskip("shapely", reason="build-time dependency: uv sync --group build")

from geo.build.contours import encode, write_contours  # noqa: E402
from geo.build.geometries import Geometries, fill_gaps  # noqa: E402
from geo.build.points import choose_point  # noqa: E402
from geo.contours import SCALE, _pack, decode_ring  # noqa: E402

KEY = ("59350", "COM")
SQUARE = shapely.box(3.0, 50.0, 3.1, 50.1)
HORSESHOE = shapely.difference(SQUARE, shapely.box(3.02, 50.02, 3.08, 50.1))


def commune(code, kind="COM", parent=None, nom="Nom"):
    return {"code": code, "type": kind, "parent": parent, "nom": nom, "departement": "59"}


def multi(*boxes):
    return shapely.MultiPolygon([shapely.box(*box) for box in boxes])


@pytest.mark.parametrize(
    ("mairie", "contour", "expected"),
    [
        ((3.01, 50.01), SQUARE, (50.01, 3.01, "mairie")),
        ((3.104, 50.05), SQUARE, (50.05, 3.104, "mairie")),
        ((3.106, 50.05), SQUARE, (50.05, 3.05, "centroide")),
        ((-61.5, 16.0), SQUARE, (50.05, 3.05, "centroide")),
        (None, SQUARE, (50.05, 3.05, "centroide")),
    ],
)
def test_the_town_hall_is_kept_near_its_contour_only(mairie, contour, expected):
    mairies = {KEY: shapely.Point(mairie)} if mairie else {}

    assert choose_point(KEY, Geometries(contours={KEY: contour}, mairies=mairies)) == expected


def test_a_centroid_outside_gives_way_to_an_interior_point():
    latitude, longitude, source = choose_point(KEY, Geometries(contours={KEY: HORSESHOE}))

    assert source == "interieur"
    assert shapely.contains(HORSESHOE, shapely.Point(longitude, latitude))


def test_no_contour_vouches_for_no_town_hall():
    assert choose_point(KEY, Geometries(mairies={KEY: shapely.Point(3, 50)})) is None


def test_a_commune_without_contour_is_the_union_of_its_parts():
    parts = {("1", "COMD"): multi((0, 0, 1, 1)), ("2", "COMD"): multi((1, 0, 2, 1))}
    recent = Geometries(contours=dict(parts))

    found = fill_gaps(recent, Geometries(), [commune("1"), commune("1", "COMD", "1"), commune("2", "COMD", "1")])

    assert found == {("1", "COM"): "union"}
    assert shapely.equals(recent.contours["1", "COM"], shapely.box(0, 0, 2, 1))


def test_a_commune_that_was_a_part_takes_its_land_back():
    recent = Geometries(contours={("1", "COM"): multi((0, 0, 2, 1))})
    older = Geometries(noms={("2", "COMD"): "Celles"}, contours={("2", "COMD"): multi((1, 0, 2, 1))})

    found = fill_gaps(recent, older, [commune("1"), commune("2", nom="Celles")])

    assert found == {("2", "COM"): "ancien"}
    assert shapely.equals(recent.contours["1", "COM"], shapely.box(0, 0, 1, 1))


def test_another_place_of_the_same_code_is_not_taken():
    older = Geometries(noms={("2", "COM"): "Autre"}, contours={("2", "COM"): multi((1, 0, 2, 1))})

    assert fill_gaps(Geometries(), older, [commune("2", nom="Celles")]) == {}


def test_the_last_part_is_what_the_others_leave():
    recent = Geometries(contours={("1", "COM"): multi((0, 0, 2, 1)), ("2", "COMD"): multi((1, 0, 2, 1))})

    found = fill_gaps(recent, Geometries(), [commune("1"), commune("1", "COMD", "1"), commune("2", "COMD", "1")])

    assert found == {("1", "COMD"): "reste"}
    assert shapely.equals(recent.contours["1", "COMD"], shapely.box(0, 0, 1, 1))


def test_what_is_encoded_is_decoded_on_the_grid():
    holed = shapely.Polygon(SQUARE.exterior, [shapely.box(3.04, 50.04, 3.06, 50.06).exterior])

    [[outer, hole]] = _pack(encode(holed))

    assert set(decode_ring(outer)) == {(30_000, 500_000), (31_000, 500_000), (31_000, 501_000), (30_000, 501_000)}
    assert len(decode_ring(hole)) == 4
    assert area(decode_ring(outer)) == pytest.approx(0.01 * SCALE**2)
    assert area(decode_ring(hole)) == pytest.approx(-0.0004 * SCALE**2)


def area(vertices):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*vertices, vertices[0]])) / 2


def test_what_the_grid_flattens_is_left_out():
    assert encode(multi((0, 0, 1, 1), (2, 2, 2.00001, 2.00001))) == encode(multi((0, 0, 1, 1)))


def test_contours_are_written_by_departement(tmp_path):
    size = write_contours([commune("59350"), commune("59999")], {KEY: SQUARE}, tmp_path)

    assert [path.name for path in (tmp_path / shipped.CONTOURS_DIR).iterdir()] == ["59.json.gz"]
    assert size == shipped.contours_path("59", tmp_path).stat().st_size
    assert json.loads(json.dumps(shipped.read_contours("59", tmp_path))) == {"COM": {"59350": encode(SQUARE)}}

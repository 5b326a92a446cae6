"""Positions however they are written; Lambert-93 against points published by IGN's projection (EPSG:2154)."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ressources.importation.coordonnees import lambert93_to_wgs84, parse_couple, parse_nombre, to_wgs84
from ressources.importation.erreurs import ValeurInvalide


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [
        (700_000.0, 6_600_000.0, 46.5, 3.0),  # the projection's own origin
        (704_485.736, 7_059_961.492, 50.6366, 3.0633),  # Lille
        (1_176_466.001, 6_109_095.673, 41.9267, 8.7369),  # Ajaccio
        (146_632.979, 6_836_262.326, 48.3904, -4.4861),  # Brest
    ],
)
def test_lambert93(x, y, latitude, longitude):
    assert lambert93_to_wgs84(x, y) == pytest.approx((latitude, longitude), abs=1e-7)


@pytest.mark.parametrize(
    ("raw", "degrees"),
    [
        ("50,63", 50.63),
        ("50.63", 50.63),
        (50.63, 50.63),
        ("-4,48", -4.48),
        ("50.63°N", 50.63),
        ("4.48 O", -4.48),
        ("50°37'45\"N", 50.629166),
        ("3° 03’ 31″ E", 3.058611),
        ("704 485,7", 704485.7),
        ("", None),
        ("NC", None),
    ],
)
def test_parse_nombre(raw, degrees):
    assert parse_nombre(raw) == (None if degrees is None else pytest.approx(degrees, abs=1e-5))


@pytest.mark.parametrize("raw", ["ici", "50,6 ou 50,7", True, float("inf"), "1e400"])
def test_parse_nombre_refuses(raw):
    with pytest.raises(ValeurInvalide):
        parse_nombre(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "50.6,3.06",
        "50.6, 3.06",
        "50,6;3,06",
        "50,6, 3,06",
        "50,6 3,06",
        "[50.6, 3.06]",
        "POINT (3.06 50.6)",
        '{"lat": 50.6, "lon": 3.06}',
        '{"type": "Point", "coordinates": [3.06, 50.6]}',
        {"latitude": 50.6, "longitude": 3.06},
    ],
)
def test_parse_couple(raw):
    assert parse_couple(raw) == pytest.approx((50.6, 3.06))


@pytest.mark.parametrize("raw", ["50.6", "ici", "1,2,3,4,5", "{", '{"lat": null}', '{"coordinates": 3}', "[]"])
def test_parse_couple_refuses(raw):
    with pytest.raises(ValeurInvalide):
        parse_couple(raw)


def test_to_wgs84_converts_metres_in_either_order_and_says_so():
    for pair in ((7_059_961.492, 704_485.736), (704_485.736, 7_059_961.492)):
        point, remark = to_wgs84(*pair)
        assert point == pytest.approx((50.6366, 3.0633), abs=1e-6)
        assert "Lambert" in remark


@pytest.mark.parametrize("pair", [(0.0, 0.0), (340_000.0, 6.0), (1e7, 1e7), (91.0, 181.0)])
def test_to_wgs84_refuses(pair):
    with pytest.raises(ValeurInvalide):
        to_wgs84(*pair)


@given(st.text(max_size=60))
def test_no_text_breaks_the_parsers(raw):
    for parse in (parse_nombre, parse_couple):
        with suppress(ValeurInvalide):
            parse(raw)

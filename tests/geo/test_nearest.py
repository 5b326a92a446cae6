"""The nearest commune of a position, looked for square by square."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.distance import great_circle_km
from tests.geo.shipped_gazetteer import shipped_gazetteer

IN_FRANCE = st.tuples(st.floats(41, 52), st.floats(-6, 11))
ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(max_examples=40, deadline=None)
@given(place=IN_FRANCE | ANYWHERE)
@example((-13.3, 179.9))  # Wallis is over the 180th meridian
@example((90.0, 0.0))
def test_no_commune_is_nearer(place):
    gazetteer = shipped_gazetteer()
    wholes = [r for r in gazetteer.records if r.parent is None and None not in (r.latitude, r.longitude)]
    _, distance = gazetteer.nearest(*place)
    assert distance == pytest.approx(min(great_circle_km(*place, r.latitude, r.longitude) for r in wholes))

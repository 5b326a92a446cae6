"""The judged guide, loaded once for the tests that only read it."""

import pytest

from tests.search.relevance import guide


@pytest.fixture
def judged_guide(demonstration) -> dict[str, str]:
    """Have the judged entries of the demonstration in the index; return the names of its entries by key."""
    guide.index_judged()
    return guide.names()

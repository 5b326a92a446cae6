"""Fixtures of the geography: the gazetteer of the shipped table, and one that follows the database."""

import pytest

from geo.gazetteer import current
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.search import Searcher
from tests.geo.shipped_gazetteer import shipped_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Every commune, read from the shipped files."""
    return shipped_gazetteer()


@pytest.fixture(scope="session")
def searcher(gazetteer: Gazetteer) -> Searcher:
    return Searcher(gazetteer)


@pytest.fixture
def every_commune(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> Searcher:
    """Have the public functions read the shipped table, without a database."""
    monkeypatch.setattr(current._holder, "get", lambda: searcher)
    return searcher


@pytest.fixture
def followed_table(db, settings):
    """Have the gazetteer look at the table at each use, and forget it afterwards."""
    settings.GEO_TABLE_CHECK_SECONDS = 0
    current.expire_gazetteer()
    yield
    current.expire_gazetteer()

"""A small country, a guide over it, and the engine of the database of the run."""

import pytest

from search.engines import get_engine
from search.lexique import memory
from tests.search import corpus, territory


@pytest.fixture(autouse=True)
def _words_that_ship():
    """Forget the words that the test before edited."""
    memory.reset()


@pytest.fixture
def communes(db):
    """The communes of `territory`, by public code."""
    return {commune.ref: commune for commune in territory.build()}


@pytest.fixture
def engine(db):
    return get_engine()


@pytest.fixture
def guide(communes, engine):
    """Six hundred entries over the small country, indexed; returns their documents."""
    places = [territory.where(commune) for commune in communes.values()]
    documents = list(corpus.generate(600, places))
    written = engine.index(documents)
    assert not written.failed
    return documents

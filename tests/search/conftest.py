"""A small country, a guide over it, and the engine of the run: the database's, or Elasticsearch over it."""

import os

import pytest
from django.conf import settings

from search.engines import get_engine
from search.lexique import memory
from tests.search import corpus, territory
from tests.search.index import empty_index

# What only a cluster shows is not collected without one.
collect_ignore = [] if settings.ELASTICSEARCH["hosts"] else ["elasticsearch"]


@pytest.fixture(autouse=True)
def _fresh_cluster(request):
    """Give each test an empty index of its own, which follows the database although no test commits."""
    if settings.ELASTICSEARCH["hosts"] and {"db", "demonstration"}.intersection(request.fixturenames):
        request.getfixturevalue("cluster")


@pytest.fixture
def cluster(request, monkeypatch):
    """The engine over an empty index, carrying what changes at once."""
    request.getfixturevalue("demonstration" if "demonstration" in request.fixturenames else "db")
    from search.engines.elasticsearch import breaker, engine, writing

    monkeypatch.setitem(settings.ELASTICSEARCH, "index", f"essai-{os.getpid()}")
    monkeypatch.setitem(settings.ELASTICSEARCH, "timeout", 20)  # a busy machine is not a fault here
    empty_index()
    over = get_engine()
    over.breaker, over.late = breaker.Breaker(), breaker.Lateness()

    def carry_at_once(self, keys):
        writing.queue(keys)
        self.flush()

    monkeypatch.setattr(engine.ElasticsearchEngine, "_queue", carry_at_once)
    monkeypatch.setattr(breaker, "in_background", lambda work: work())
    return over


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

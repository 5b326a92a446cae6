"""What is remembered of the tiles between two searches: until somebody commits, whoever it is, and never longer."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from search.criteria import Criteria
from search.engines.database import DatabaseEngine
from search.engines.tiles import reading, states
from search.places import Place
from tests.search import territory
from tests.search.test_tiles import found, poterie

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def database(transactional_db) -> DatabaseEngine:
    """The engine that holds tiles, with nothing remembered."""
    from search.engines import get_engine

    reading.shelf.clear()
    engine = get_engine()
    return getattr(engine, "base", engine)


@pytest.fixture
def lille(transactional_db) -> Criteria:
    commune = next(commune for commune in territory.build() if commune.ref == "59350")
    return Criteria(text="poterie", words="poterie", place=Place.of(commune))


def elsewhere(work) -> None:
    """Do something in another thread, on a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_nothing_is_read_again_as_long_as_nothing_is_written(database, lille):
    database.index([poterie()])
    assert found(lille, database) == ["Poterie"]
    attempts = 1 if connection.vendor == "sqlite" else 50  # the neighbours' commits count on a shared PostgreSQL
    for _attempt in range(attempts):
        with CaptureQueriesContext(connection) as queries:
            assert found(lille, database) == ["Poterie"]
        if not len(queries):
            return
    pytest.fail("Something is read again at every search.")


def test_what_another_process_commits_is_seen_at_the_next_search(database, lille):
    assert found(lille, database) == []
    elsewhere(lambda: database.index([poterie()]))
    assert found(lille, database) == ["Poterie"]
    elsewhere(lambda: database.index([poterie(title="Poterie du beffroi")]))
    assert found(lille, database) == ["Poterie du beffroi"]


def test_what_this_process_commits_is_seen_at_the_next_search(database, lille):
    for title in ("Poterie", "Poterie du beffroi", "Poterie"):
        database.index([poterie(title=title)])
        assert found(lille, database) == [title]


def test_a_transaction_sees_its_own_and_leaves_no_trace(database, lille):
    database.index([poterie()])
    assert found(lille, database) == ["Poterie"]
    with pytest.raises(RuntimeError), transaction.atomic():
        database.index([poterie(title="Poterie rêvée")])
        assert found(lille, database) == ["Poterie rêvée"]
        raise RuntimeError
    assert found(lille, database) == ["Poterie"]


def test_a_new_connection_remembers_nothing_of_the_last(database, lille):
    assert found(lille, database) == []
    elsewhere(lambda: database.index([poterie()]))
    connection.close()
    assert found(lille, database) == ["Poterie"]


def test_little_is_remembered(database, lille, monkeypatch):
    monkeypatch.setattr(states, "REMEMBERED", 2)
    answers = [states.remember(number, lambda number=number: [number]) for number in (1, 2, 3, 1)]
    assert answers == [[1], [2], [3], [1]]
    assert len(states._memory.answers) <= states.REMEMBERED

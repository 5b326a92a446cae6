"""Tiles in memory: they answer as the index does, follow each writing, and stay within their bounds."""

from collections import Counter

import pytest
from django.db import transaction

from search.criteria import Criteria
from search.engines import tiles
from search.engines.tiles import reading, shelf
from search.models import Document, Tuile, TuileCommune
from search.numbers import tile_of
from search.places import Place
from search.sources import DocumentData


@pytest.fixture(autouse=True)
def _empty_shelf():
    reading.shelf.clear()


@pytest.fixture
def database(engine):
    """The engine that holds tiles: under Elasticsearch, which knows no transaction, the one it falls back to."""
    return getattr(engine, "base", engine)


@pytest.fixture
def lille(communes) -> Criteria:
    return Criteria(text="logement", words="logement", place=Place.of(communes["59350"]))


def poterie(object_id: int = 1, **changes) -> DocumentData:
    values = {"title": "Poterie", "commune": "59350", "latitude": 50.63, "longitude": 3.07} | changes
    return DocumentData(source="essai", object_id=object_id, type="structure", url="/", **values)


def found(criteria: Criteria, engine, words: str = "poterie") -> list[str]:
    return [hit.title for hit in engine.search(criteria.replace(text=words, words=words)).hits]


def test_a_search_round_a_place_reads_its_tiles_then_only_their_state(
    database, guide, lille, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):
        first = database.search(lille)
    assert first.total
    with django_assert_num_queries(1):
        again = database.search(lille)
    assert again.hits == first.hits


def test_every_writing_is_seen_at_the_next_search(engine, lille):
    engine.index([poterie()])
    assert found(lille, engine) == ["Poterie"]
    engine.index([poterie(title="Poterie du beffroi")])
    assert found(lille, engine) == ["Poterie du beffroi"]
    engine.index([poterie(title="Vannerie")])
    assert (found(lille, engine), found(lille, engine, "vannerie")) == ([], ["Vannerie"])
    engine.remove(["essai:1"])
    assert found(lille, engine, "vannerie") == []


def test_what_is_rolled_back_is_forgotten(database, lille):
    database.index([poterie()])
    with pytest.raises(RuntimeError), transaction.atomic():
        database.index([poterie(title="Poterie du beffroi"), poterie(2, title="Poterie rêvée")])
        assert len(found(lille, database)) == 2
        raise RuntimeError
    assert found(lille, database) == ["Poterie"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"latitude": 43.3, "longitude": 5.4},  # of the commune, though misplaced
        {"latitude": None, "longitude": None},  # of the commune, nowhere in particular
        {"latitude": 43.3, "longitude": 5.4, "commune": "", "remote": True},
        {"latitude": None, "longitude": None, "commune": "", "remote": True},
    ],
)
def test_what_is_found_wherever_it_is_comes_from_its_own_tile(elsewhere, engine, lille):
    assert found(lille, engine) == []
    engine.index([poterie(**elsewhere)])
    assert found(lille, engine) == ["Poterie"]
    assert tiles.read(lille.replace(text="poterie", words="poterie")) is not None


def test_the_database_counts_the_documents_of_each_tile(engine, guide):
    engine.remove([document.key for document in guide[::3]])
    engine.index([poterie(remote=True), poterie(2)])
    Document.objects.filter(key="essai:2").update(remote=True, commune="59512")
    counted = Counter()
    for number, remote in Document.objects.values_list("id", "remote"):
        counted[tile_of(number)] += 1
        if remote:
            counted[-1 - number % shelf.OF_REMOTE] += 1
    kept = Tuile.objects.filter(documents__gt=0)
    assert dict(kept.values_list("numero", "documents")) == counted
    assert TuileCommune.objects.filter(commune="59512").exists()


def test_little_is_read_at_once_and_the_index_answers_meanwhile(engine, guide, lille, monkeypatch):
    expected = engine.search(lille).total
    reading.shelf.clear()
    monkeypatch.setattr(shelf, "READ_AT_ONCE", 1)
    answers = []
    while (rows := tiles.read(lille)) is None:
        answers.append(engine.search(lille).total)
    assert answers
    assert set(answers) == {expected}
    assert rows


def test_large_tiles_are_left_to_the_index(engine, guide, lille, monkeypatch):
    monkeypatch.setattr(shelf, "LARGEST", 3)
    assert tiles.read(lille) is None
    assert engine.search(lille).total


def test_the_least_used_tiles_make_room(engine, guide, communes, lille, settings):
    settings.SEARCH_TILES = 800
    for ref in ("59350", "62041", "75056", "59350"):
        criteria = lille.replace(place=Place.of(communes[ref]))
        assert engine.search(criteria).hits
        assert reading.shelf.weight <= settings.SEARCH_TILES


def test_without_memory_the_index_answers(engine, guide, lille, settings):
    with_tiles = engine.search(lille).hits
    settings.SEARCH_TILES = 0
    assert tiles.read(lille) is None
    assert engine.search(lille).hits == with_tiles


def test_the_tiles_of_a_commune_are_asked_for_once(engine, guide, lille, django_assert_num_queries):
    tiles.read(lille)
    with django_assert_num_queries(1):
        tiles.read(lille)
    engine.index([poterie(latitude=48.85, longitude=2.35)])  # in a tile that no document of Lille was in
    rows = tiles.read(lille.replace(text="poterie", words="poterie"))
    assert [row[2] for row in rows] == ["essai:1"]

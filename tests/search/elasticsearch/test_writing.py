"""What is carried: the latest version of each document, whichever arrives last, and nothing that is gone."""

import pytest
from django.conf import settings
from django.db import transaction

from search.criteria import Criteria
from search.diffusion.models import Diffusion, Horloge
from search.engines.elasticsearch import rebuilding, writing
from search.engines.elasticsearch.client import Untrustworthy, get_client
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.mapping import alias, building_alias
from search.models import Document
from search.sources import DocumentData

QUEUE_AT_COMMIT = ElasticsearchEngine._queue  # before the fixture has it carry at once


def document(number: int, title: str, **fields) -> DocumentData:
    return DocumentData(source="essai", object_id=number, type="article", title=title, url="/", **fields)


def titles(engine, words: str = "") -> list[str]:
    results = engine.search(Criteria(text=words, words=words))
    assert not results.degraded
    return [hit.title for hit in results.hits]


def test_what_changes_is_found_and_what_goes_is_not(cluster):
    cluster.index([document(1, "Fanfare"), document(2, "Chorale")])
    assert titles(cluster) == ["Fanfare", "Chorale"]
    cluster.index([document(1, "Harmonie")])
    assert (titles(cluster, "fanfare"), titles(cluster, "harmonie")) == ([], ["Harmonie"])
    cluster.remove(["essai:1"])
    assert titles(cluster) == ["Chorale"]
    assert not Diffusion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_search_that_follows_a_commit_sees_it_and_not_the_one_before(cluster, monkeypatch):
    monkeypatch.setattr(ElasticsearchEngine, "_queue", QUEUE_AT_COMMIT)
    cluster.index([document(1, "Fanfare")])
    with transaction.atomic():
        cluster.index([document(1, "Harmonie")])
        assert titles(cluster) == ["Fanfare"]
    assert titles(cluster) == ["Harmonie"]
    with pytest.raises(RuntimeError), transaction.atomic():
        cluster.remove(["essai:1"])
        raise RuntimeError
    assert titles(cluster) == ["Harmonie"]
    assert not Diffusion.objects.exists()


def test_an_entry_gains_and_loses_places(cluster):
    def places(*keys: str) -> list[DocumentData]:
        return [document(1, "Fanfare", lieu_key=key) for key in keys]

    def total() -> int:
        results = cluster.search(Criteria())
        assert results == cluster.base.search(Criteria())
        return results.total

    cluster.index(places("a"))
    assert total() == 1
    cluster.index(places("b", "c"))
    assert total() == 1
    cluster.remove(["essai:1/a", "essai:1/b"])
    assert total() == 1
    cluster.remove(["essai:1/c"])
    assert total() == 0
    answer = get_client().search(index=alias(), size=10)
    assert answer["hits"]["hits"] == []


def test_a_late_write_never_wins(cluster):
    cluster.index([document(1, "Fanfare")])
    (old,) = Document.objects.all()
    old_version = Horloge.read()
    cluster.index([document(1, "Harmonie")])
    late = writing.carry(list(writing.index_operations([old], old_version, writing.targets()[0])))
    assert (late.written, late.older) == (0, 1)
    assert titles(cluster) == ["Harmonie"]
    cluster.remove(["essai:1"])
    late = writing.carry(list(writing.index_operations([old], old_version, writing.targets()[0])))
    assert (late.written, late.older) == (0, 1)
    assert titles(cluster) == []


def test_what_elasticsearch_refuses_is_counted_and_holds_up_nothing(cluster, caplog):
    cluster.index([document(1, "Fanfare"), document(2, "Chorale")])
    Document.objects.filter(key="essai:1").update(commune="x" * 12, latitude=200.0, longitude=3.0)
    cluster._queue(["essai:1", "essai:2"])
    assert Diffusion.objects.refused().count() == 1
    assert "refuses essai:1" in caplog.text
    assert "refuse 1 documents" in cluster.diagnose()
    assert titles(cluster, "chorale") == ["Chorale"]


class TestRebuild:
    def test_a_save_made_meanwhile_is_kept(self, cluster):
        cluster.index([document(number, "Fanfare") for number in range(5)])
        before = writing.targets()

        def save_meanwhile(title, done, total):
            cluster.index([document(1, "Harmonie"), document(9, "Chorale")])
            cluster.remove(["essai:2"])
            assert len(writing.targets()) == 2
            assert "Harmonie" in titles(cluster)  # searches go on, in the former index

        rebuilding.rebuild(save_meanwhile)
        assert sorted(titles(cluster)) == ["Chorale", "Fanfare", "Fanfare", "Fanfare", "Harmonie"]
        assert writing.targets() != before
        assert len(writing.our_indices()) == 1

    def test_killed_on_the_way_it_changes_nothing_and_leaves_nothing_to_the_next(self, cluster):
        cluster.index([document(1, "Fanfare")])
        before = writing.targets()

        def die(title, done, total):
            raise SystemExit

        for _time in range(2):
            with pytest.raises(SystemExit):
                rebuilding.rebuild(die)
        assert titles(cluster) == ["Fanfare"]
        assert len(writing.targets()) == 2  # what is half made follows, in vain
        cluster.index([document(2, "Chorale")])
        name = rebuilding.rebuild()
        assert writing.our_indices() == {name: {alias()}}
        assert before != [name]
        assert titles(cluster) == ["Fanfare", "Chorale"]

    def test_another_rebuild_that_takes_over_is_told(self, cluster):
        cluster.index([document(1, "Fanfare")])

        def take_over(title, done, total):
            (building,) = get_client().indices.get_alias(name=building_alias())
            get_client().indices.delete(index=building)

        with pytest.raises(Untrustworthy):
            rebuilding.rebuild(take_over)

    def test_indices_of_others_are_left_alone(self, cluster):
        other = f"{settings.ELASTICSEARCH['index']}2-autre"
        get_client().indices.create(index=other)
        try:
            rebuilding.rebuild()
            assert get_client().indices.exists(index=other)
        finally:
            get_client().indices.delete(index=other)

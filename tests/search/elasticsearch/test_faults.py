"""Each way a cluster fails: the database answers, says why, and what was missed is carried afterwards."""

import socket
from itertools import count
from types import SimpleNamespace

import pytest
from django.conf import settings

from search.criteria import Criteria
from search.diffusion.models import Diffusion
from search.engines.elasticsearch import breaker, mapping, reading, rebuilding, writing
from search.engines.elasticsearch.client import get_client
from search.sources import DocumentData


def document(number: int, title: str) -> DocumentData:
    return DocumentData(source="essai", object_id=number, type="article", title=title, url="/")


@pytest.fixture
def fanfare(cluster):
    cluster.index([document(1, "Fanfare")])
    assert not search(cluster).degraded
    return cluster


def search(engine):
    return engine.search(Criteria())


def wait(engine):
    """Let the pause of the breaker, and the time after which a writing is late, go by."""
    engine.breaker._until = 0.0
    engine.late.forget()


def test_index_missing(fanfare, monkeypatch):
    get_client().indices.delete(index=writing.targets()[0])
    assert search(fanfare).degraded
    assert "n’existe pas" in fanfare.diagnose()
    fanfare.index([document(2, "Chorale")])
    assert search(fanfare).total == 2
    rebuilding.rebuild()
    wait(fanfare)
    results = search(fanfare)
    assert (results.total, results.degraded, fanfare.diagnose()) == (2, False, "")


def test_mapping_old(fanfare, monkeypatch):
    """Code with another mapping never reads this index, and says what to do."""
    monkeypatch.setattr(mapping, "fingerprint", lambda: "autre")
    results = search(fanfare)
    assert (results.total, results.degraded) == (1, True)
    assert "autre version du portail" in fanfare.diagnose()


def test_read_only(fanfare, monkeypatch):
    """The block of an operator: the server lifts that of a full disk by itself whenever it looks at its disks."""
    index = writing.targets()[0]
    get_client().indices.put_settings(index=index, settings={"index.blocks.read_only": True})
    fanfare.index([document(2, "Chorale")])
    results = search(fanfare)
    assert (results.total, results.degraded) == (2, True)
    assert "lecture seule" in fanfare.diagnose()
    assert Diffusion.objects.waiting().count() == 1
    get_client().indices.put_settings(index=index, settings={"index.blocks.read_only": None})
    wait(fanfare)
    assert search(fanfare).degraded  # it catches up first, so that nothing stale is shown
    results = search(fanfare)
    assert (results.total, results.degraded) == (2, False)
    assert not Diffusion.objects.exists()


NOWHERE = {"index.routing.allocation.require._name": "nulle-part"}


def test_red(fanfare):
    """The index is there, its shards are on no node."""
    name = f"{mapping.alias()}-rouge"
    client = get_client()
    client.indices.create(index=name, mappings=mapping.MAPPINGS, settings=NOWHERE, wait_for_active_shards="0")
    client.indices.delete(index=writing.targets()[0])
    client.indices.put_alias(index=name, name=mapping.alias())
    results = search(fanfare)
    assert (results.total, results.degraded) == (1, True)
    assert "état rouge" in fanfare.diagnose()


def test_red_index_of_somebody_else(fanfare):
    client, name = get_client(), f"autre-{mapping.alias()}"
    client.indices.create(index=name, settings=NOWHERE, wait_for_active_shards="0")
    try:
        assert client.cluster.health()["status"] == "red"
        assert fanfare.diagnose() == ""
    finally:
        client.indices.delete(index=name)


def test_slow(fanfare, monkeypatch):
    """A node that takes the request and does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as silent, monkeypatch.context() as slow:
        slow.setitem(settings.ELASTICSEARCH, "hosts", [f"http://127.0.0.1:{silent.getsockname()[1]}"])
        slow.setitem(settings.ELASTICSEARCH, "timeout", 0.05)
        results = search(fanfare)
    assert (results.total, results.degraded) == (1, True)
    wait(fanfare)
    assert not search(fanfare).degraded


def test_an_encrypted_connection_that_fails_says_what_to_check(fanfare, monkeypatch):
    https = [host.replace("http://", "https://") for host in settings.ELASTICSEARCH["hosts"]]
    monkeypatch.setitem(settings.ELASTICSEARCH, "hosts", https)
    assert search(fanfare).degraded
    assert "ELASTICSEARCH_CA" in fanfare.diagnose()


def test_slow_one_request_after_the_other(fanfare, monkeypatch):
    """A search in three requests has the time of one: none of these is too slow, all together are."""
    fanfare.index([document(number, "Fanfare, logement") for number in range(1, 9)])
    monkeypatch.setattr(reading, "time", SimpleNamespace(monotonic=count(0, 12).__next__))
    words = "fanfare logement permis"
    results = fanfare.search(Criteria(text=words, words=words))
    assert (results.total, results.degraded) == (8, True)


def test_late_writings_are_not_hidden_by_stale_answers(fanfare, monkeypatch):
    """Another process could not carry what it wrote: this one, which saw no fault, does not show the former text."""
    monkeypatch.setattr(type(fanfare), "_queue", lambda self, keys: writing.queue(keys))
    fanfare.index([document(1, "Harmonie")])
    monkeypatch.setattr(breaker, "LATE", breaker.LATE * 0)
    fanfare.late.forget()
    results = search(fanfare)
    assert ([hit.title for hit in results.hits], results.degraded) == (["Harmonie"], True)
    results = search(fanfare)
    assert ([hit.title for hit in results.hits], results.degraded) == (["Harmonie"], False)


def test_the_address_of_a_search_is_in_no_log(fanfare, caplog):
    fanfare.search(Criteria(text="secret", words="secret"))
    assert "secret" not in caplog.text

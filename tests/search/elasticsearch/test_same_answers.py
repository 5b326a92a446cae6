"""The cluster's answers are the database's, hit by hit and field by field."""

from dataclasses import asdict, replace
from random import Random

import pytest

from search.criteria import DISTANCE, Criteria
from search.engines.elasticsearch import counts, hits
from search.places import Place
from search.sources import DocumentData
from tests.search.test_contract import MOMENTS, draw_criteria


def assert_same(engine, criteria: Criteria):
    expected, found = engine.base.search(criteria), engine.search(criteria)
    assert not found.degraded, criteria
    for one, other in zip(found.hits, expected.hits, strict=False):
        assert asdict(one) == asdict(other), criteria
    assert found == expected, criteria
    return found


@pytest.mark.parametrize("seed", range(100, 103))
def test_every_field_of_a_page_is_the_same(seed, cluster, guide, communes, monkeypatch):
    """Small chunks and small pages of hours, so that all the ways to read on are taken."""
    monkeypatch.setattr(hits, "CHUNK", 7)
    monkeypatch.setattr(hits, "SLACK", 1)
    monkeypatch.setattr(counts, "HOURS", 20)
    monkeypatch.setattr(counts, "ENTRIES", 3)
    random = Random(seed)
    for _number in range(25):
        criteria = replace(draw_criteria(random, communes), taille=random.choice((1, 3, 5)))
        pages = cluster.base.search(criteria).pages
        assert_same(cluster, replace(criteria, page=random.randint(1, pages)))


@pytest.mark.parametrize("tri", ["pertinence", "distance", "fraicheur"])
def test_neighbours_a_few_millimetres_apart_keep_their_order(tri, cluster, communes):
    """Nearer together than Elasticsearch can tell, and many at one address."""
    random, lille = Random(1), Place.of(communes["59350"])
    documents = [
        DocumentData(
            source="essai",
            object_id=number,
            type="article",
            title="Fanfare",
            url="/",
            commune="59350",
            latitude=lille.latitude + random.choice((0.01, 0.01 + random.uniform(0, 3e-7))),
            longitude=lille.longitude + random.choice((0.0, random.uniform(0, 3e-7))),
            quality=random.random(),
        )
        for number in range(120)
    ]
    cluster.index(documents)
    for page in (1, 2, 6):
        assert_same(cluster, Criteria(place=lille, tri=tri, taille=20, page=page))


def test_an_entry_open_at_two_places_is_counted_once(cluster, communes):
    place = Place.of(communes["59350"])
    documents = [
        DocumentData(
            source="essai",
            object_id=1,
            type="structure",
            title="Fanfare",
            url="/",
            lieu_key=f"lieu-{number}",
            commune="59350",
            latitude=place.latitude,
            longitude=place.longitude,
            opening_hours=hours,
        )
        for number, hours in enumerate(("24/7", "Mo-Su 08:00-20:00"))
    ]
    cluster.index(documents)
    found = assert_same(cluster, Criteria(place=place, at=MOMENTS[0]))
    assert found.total == 1
    assert [value.nombre for value in found.facets["ouvert"]] == [1]


def test_a_page_beyond_the_last_is_empty(cluster, guide, communes):
    criteria = Criteria(place=Place.of(communes["59350"]), tri=DISTANCE, page=9_999)
    assert assert_same(cluster, criteria).hits == ()

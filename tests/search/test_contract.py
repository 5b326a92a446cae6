"""Any engine answers as the rules read plainly do: hits, order, totals, counts.

The suite runs on each database in turn; both being equal to the oracle, they are equal.
"""

from dataclasses import replace
from datetime import datetime
from random import Random

import pytest

from search.analysis import analyse_query
from search.criteria import RADII_KM, SORTS, Criteria
from search.moments import LABELS
from search.places import Place
from search.sources import DocumentData
from tests.search import corpus
from tests.search.oracle import FACETS, Oracle

WORDS = (
    "", "", "logement", "appart", "emploi", "mission locale", "permis de conduire", "thune", "conseillère",
    "partir à l'étranger", "logement étudiant", "bafa jobs", "planning familial contraception", "zzz",
    "logement zzz", "je cherche un appart à louer", "cv vidéo lettre", "sport culture zzz", "lille", "mdph",
    "boulot étudiant", "emploi apprenti lille", "conseiller",
)  # fmt: skip
MOMENTS = tuple(map(datetime.fromisoformat, ("2025-11-20 10:30", "2025-11-22 11:00", "2025-12-25 15:00")))


def draw_criteria(random: Random, communes) -> Criteria:
    """Draw a search, from the bare page to every filter at once."""
    place = None
    if random.random() < 0.75:
        place = Place.of(random.choice(list(communes.values())))
        if random.random() < 0.15:
            place = place.at(place.latitude + random.uniform(-0.2, 0.2), place.longitude + random.uniform(-0.2, 0.2))
    words = random.choice(WORDS)
    some = random.random() < 0.5
    return Criteria(
        text=words,
        words=words,
        place=place,
        rayon=random.choice((*RADII_KM, 1, 3)),
        themes=tuple(random.sample(corpus.THEMES, random.choice((0, 0, 1, 2)))) if some else (),
        types=(random.choice(("personne", "structure", "article")),) if random.random() < 0.2 else (),
        age=random.choice(("", "", "moins-16", "16-17", "18-25", "26-30")) if some else "",
        langues=(random.choice(corpus.LANGUAGES),) if random.random() < 0.1 else (),
        precisions=draw_precisions(random),
        moment=random.choice(list(LABELS)) if random.random() < 0.25 else "",
        ouvert=random.random() < 0.2,
        distanciel=random.random() < 0.05,
        accessible=random.random() < 0.15,
        tri=random.choice(list(SORTS)),
        taille=100,
        site=random.choice((None, None, 1, 2)),
        at=random.choice(MOMENTS),
    )


def draw_precisions(random: Random) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Draw values of none, one or two of the facets that some types alone bear."""
    names = random.sample(list(corpus.PRECISIONS), random.choice((0, 0, 0, 0, 1, 2)))
    return tuple((name, tuple(random.sample(corpus.PRECISIONS[name], 1))) for name in names)


def all_pages(engine, criteria: Criteria):
    """Return the first page of results and the hits of all of them."""
    first = engine.search(criteria)
    hits = list(first.hits)
    for page in range(2, first.pages + 1):
        hits += engine.search(replace(criteria, page=page)).hits
    return first, hits


@pytest.mark.parametrize("seed", range(6))
def test_engine_answers_as_the_rules_do(seed, engine, guide, communes, settings):
    settings.SEARCH_TILES *= seed % 2  # one in two asks the index for everything
    random, oracle, found = Random(seed), Oracle(guide), 0
    for number in range(50):
        criteria = draw_criteria(random, communes)
        expected = oracle.search(criteria)
        results, hits = all_pages(engine, criteria)
        context = f"search {number} of seed {seed}: {criteria}"
        assert [hit.key for hit in hits] == expected.keys, context
        assert results.total == len(expected.keys), context
        counts = {
            facet: {value.valeur: value.nombre for value in values if value.nombre}
            for facet, values in results.facets.items()
            if facet in FACETS or any(value.nombre for value in values)
        }
        assert counts == expected.counts, context
        assert (results.relaxed, results.whole) == (expected.lacking, expected.whole), context
        assert results.absent == expected.absent, context
        for hit in hits:
            assert hit.distance_km == pytest.approx(expected.distances[hit.key], abs=1e-6), context
        found += bool(hits)
    assert found > 15, "the searches drawn find too little to prove anything"


@pytest.mark.parametrize("places", [1, 2])
def test_what_is_few_is_counted_in_documents(places, engine, communes):
    """Six entries at one place each are few, and are followed by what lacks an idea; at two places, they are not."""
    shared = {"source": "essai", "type": "structure", "url": "/", "commune": "59350"}
    both = [
        DocumentData(**shared, object_id=entry, title="Vannerie, tournage", lieu_key=f"lieu-{place}" * (places > 1))
        for entry in range(6)
        for place in range(places)
    ]
    documents = [*both, *(DocumentData(**shared, object_id=entry, title="Vannerie") for entry in range(6, 9))]
    engine.index(documents)
    criteria = Criteria(text="vannerie tournage", words="vannerie tournage", place=Place.of(communes["59350"]))
    results, expected = engine.search(criteria), Oracle(documents).search(criteria)
    assert [hit.key for hit in results.hits] == expected.keys
    assert (results.total, results.whole, results.relaxed) == ((9, 6, ("tournage",)) if places == 1 else (6, 6, ()))


def test_count_by_radius_is_what_each_radius_gives(engine, guide, communes):
    random, oracle = Random(7), Oracle(guide)
    for _number in range(30):
        criteria = replace(draw_criteria(random, communes), place=Place.of(communes["59350"]))
        groups = len(analyse_query(criteria.words).groups)
        expected = {km: len(oracle.answer(replace(criteria, rayon=km), groups).keys) for km in RADII_KM}
        assert engine.count_by_radius(criteria) == expected


def test_counts_say_what_a_click_gives(engine, guide, communes):
    """The number beside a value is the total once that value alone is chosen in its facet."""
    criteria = Criteria(place=Place.of(communes["59512"]), themes=("logement",), age="18-25", at=MOMENTS[0])
    results = engine.search(criteria)
    changes = {"theme": "themes", "type": "types", "langue": "langues"}
    for facet, attribute in changes.items():
        for value in results.facets[facet]:
            alone = engine.search(replace(criteria, **{attribute: (value.valeur,)}))
            assert alone.total == value.nombre, (facet, value)
    for facet in corpus.PRECISIONS:
        for value in results.facets[facet]:
            alone = engine.search(replace(criteria, precisions=((facet, (value.valeur,)),)))
            assert alone.total == value.nombre > 0, (facet, value)


def test_equally_far_the_points_decide_and_the_nearest_place_stands_for_an_entry(engine, communes):
    """Ten entries at one address, named against the order of their keys: those whose title says the word come first."""
    point = {"commune": "59512", "latitude": 50.69, "longitude": 3.174}
    shared = {"source": "essai", "type": "structure", "url": "/"}
    documents = [
        DocumentData(**shared, **point, object_id=n, title="Poterie" if n > 5 else "Atelier", text="poterie")
        for n in range(10)
    ]
    twice = {"object_id": 10, "title": "Poterie", "lieu_key": "lieu-1"} | point
    documents += [DocumentData(**shared | twice), DocumentData(**shared | twice | {"lieu_key": "", "latitude": 50.7})]
    engine.index(documents)
    place = Place.of(communes["59512"])
    criteria = Criteria(text="poterie", words="poterie", place=place, tri="distance", taille=5)
    _first, hits = all_pages(engine, criteria)
    assert [hit.key for hit in hits] == Oracle(documents).search(criteria).keys
    assert [hit.object_id for hit in hits] == ["10", "6", "7", "8", "9", "0", "1", "2", "3", "4", "5"]

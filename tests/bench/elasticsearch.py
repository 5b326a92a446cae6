"""Our Elasticsearch engine beside the best query that we can write by hand, on the same server.

python -m portail.outils.elasticsearch -- python -m tests.bench.elasticsearch NUMBER RESULTS.jsonl

The raw side has an index of its own, as its author would make it: words, point, zones and facets, what a card shows,
one search for everything. It reads of the answer what a page needs. It knows neither several places per entry, nor help
at a distance, nor hours, nor the whole commune whatever the radius.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import django

from portail.outils import java

from .timing import Comparison, Measure, Side, compare, measure, once

if TYPE_CHECKING:
    from .entries import Question

BATCH = 5_000
RAW = "ecrite-a-la-main"
INDICES = ["mesure-*", RAW]
PEER = "Elasticsearch : requête écrite à la main"
SAVED = 100  # entries changed one by one
KM = 20
WARM_UP = 20  # times that the questions are asked before they are timed

Line = tuple[Measure, Sequence[str]]  # and what there is to say of it


def measure_elasticsearch(number: int, results: Path) -> None:
    """Measure beside a server of our own, or that of ELASTICSEARCH_URL; say so where neither can be had."""
    if not (os.environ.get("ELASTICSEARCH_URL") or java.find()):
        print(f"Elasticsearch n’est pas mesuré : {java.CURE}", file=sys.stderr)
        return
    print(f"Moteur elasticsearch, {number} fiches…", flush=True)
    ours = [sys.executable, "-m", "tests.bench.elasticsearch", str(number), str(results)]
    subprocess.run([sys.executable, "-m", "portail.outils.elasticsearch", "--", *ours], check=True)


def main(number: int, results: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="mesure-es-") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'moteur.sqlite3'}"
        os.environ |= {"ELASTICSEARCH_INDEX": "mesure", "ELASTICSEARCH_TIMEOUT": "30", "LOG_LEVEL": "ERROR"}
        django.setup()
        from .database import make_tables

        make_tables()
        for work in (fill, search, search_needs, search_while_rebuilding, save):
            line, notes = work(number)
            line.write(results, notes)
            print(line, *notes, sep="\n  ", flush=True)


def fill(number: int) -> Line:
    """Fill the database, then both indices; time the two indices."""
    from search.engines import get_engine
    from search.engines.elasticsearch import rebuilding
    from search.engines.elasticsearch.client import writer

    from .entries import generate

    documents = (entry.document() for entry in generate(number))
    while batch := list(islice(documents, BATCH)):
        get_engine().base.index(batch)  # type: ignore[attr-defined]
    ours, raw = once(rebuilding.rebuild), once(lambda: fill_raw(generate(number)))
    force_one_segment()
    sizes = writer().indices.stats(index=INDICES, metric="store")["indices"]
    told = ", ".join(
        f"{name}: {size['primaries']['store']['size_in_bytes'] / number:.0f}" for name, size in sizes.items()
    )
    (node,) = writer().nodes.stats(metric=["jvm", "process"])["nodes"].values()
    heap = node["jvm"]["mem"]["heap_used_in_bytes"] / 1e6
    rate = f"{number / ours.p50 * 1000:.0f} documents par seconde contre {number / raw.p50 * 1000:.0f}"
    return _line(
        "reconstruction de l'index", number, ours, raw, rate, f"octets par document : {told}", f"tas : {heap:.0f} Mo"
    )


def fill_raw(entries: Iterable) -> None:
    """Make the raw side's index."""
    from elasticsearch.helpers import bulk

    from search.engines.elasticsearch.client import writer

    keyword, word = {"type": "keyword"}, {"type": "keyword", "doc_values": False}
    properties = {
        "mots": word, "titre": word, "competences": word, "zones": word, "point": {"type": "geo_point"},
        "theme": keyword, "type": keyword, "age": keyword, "carte": {"type": "object", "enabled": False},
    }  # fmt: skip
    writer().indices.create(index=RAW, mappings={"properties": properties}, settings={"number_of_replicas": 0})
    bulk(writer(), ({"_index": RAW, "_id": str(entry.id), "_source": _raw(entry)} for entry in entries), chunk_size=500)
    writer().indices.refresh(index=RAW)


def _raw(entry) -> dict[str, Any]:
    from search.analysis import stem_set
    from search.facets import age_bands

    ages = age_bands(entry.age_min, 30)
    return {
        "mots": list(stem_set((entry.titre, entry.theme))),
        "titre": list(stem_set((entry.titre,))),
        "competences": list(stem_set((entry.theme,))),
        "zones": [entry.zone or "tous"],
        "point": {"lat": entry.latitude, "lon": entry.longitude},
        "theme": entry.theme,
        "type": "structure",
        "age": ages,
        # What our cards show too, in the order of their fields: values without names take the least room.
        "carte": [
            "structure", entry.titre, "", f"/mesure/{entry.id}/", entry.commune, entry.latitude, entry.longitude,
            [entry.theme], ages, [], False, False, "", None, None, (entry.id % 5) / 4, None, {},
        ],
    }  # fmt: skip


def search(number: int) -> Line:
    """Words, 20 km, facets, the 20 nearest; the totals are compared."""
    from search.criteria import DISTANCE

    from .entries import draw_questions

    return _compare_searches("recherche", number, draw_questions(), DISTANCE)


def search_needs(number: int) -> Line:
    """What young people type, in the order of the portal; by hand, the same ideas, weighed, and the distance."""
    from search.criteria import PERTINENCE

    from .entries import draw_needs

    return _compare_searches("recherche, besoins jugés", number, draw_needs(), PERTINENCE)


def _compare_searches(bench: str, number: int, drawn: Sequence["Question"], tri: str) -> Line:
    from .entries import around

    questions = around(drawn)
    ours = partial(search_ours, tri=tri)
    raw = partial(search_raw, tri=tri)
    # First, and several times: until the server has compiled what it runs, its searches take up to three times as long.
    for _ in range(WARM_UP):
        found = [(ours(question).whole, raw(question).total) for question in questions]
    comparison = compare(ours, raw, questions, ((), ()))
    same, more = sum(a == b for a, b in found), sum(a > b for a, b in found)
    note = f"{same}/{len(found)} totaux égaux, {more} plus grands (synonymes, toute la commune)"
    notes = note, *comparison.notes("elasticsearch"), _cpu(comparison)
    return _line(bench, number, comparison.ours, comparison.peer, *notes)


def search_while_rebuilding(number: int) -> Line:
    """The index made anew, entirely, while somebody searches all the time: what fails, is in part or is wrong."""
    from search.engines.elasticsearch import rebuilding
    from search.engines.elasticsearch.client import FAULTS

    from .entries import around, draw_questions

    questions = around(draw_questions())
    expected = [search_ours(question).total for question in questions]
    at_rest = Side((tuple(once(partial(search_ours, question)).p50 for question in questions),))
    durations: list[float] = []
    failed, wrong = 0, 0
    with ThreadPoolExecutor(1) as worker:
        rebuilt = worker.submit(_and_close, rebuilding.rebuild)
        for question, total in cycle(zip(questions, expected, strict=True)):
            if rebuilt.done():
                break
            start = time.perf_counter()
            try:
                wrong += search_ours(question).total != total
            except FAULTS:
                failed += 1
            durations.append((time.perf_counter() - start) * 1000)
        rebuilt.result()
    told = f"{len(durations)} recherches pendant la reconstruction : {failed} en échec ou partielles, {wrong} fausses"
    meanwhile = Side((tuple(durations),))
    bench, peer = "recherche pendant une reconstruction", "elle-même, au repos"
    return measure(bench, "elasticsearch", number, peer, meanwhile, at_rest), (told,)


def _and_close(work: Callable[[], object]) -> None:
    """Do it, and leave no connection of this thread's behind."""
    from django.db import connections

    try:
        work()
    finally:
        connections.close_all()


def search_ours(question, tri: str = "distance"):
    """Ask our engine, and no database in its place; raises one of `client.FAULTS` rather than answer in part."""
    from search.criteria import Criteria
    from search.engines.elasticsearch import reading

    words, place = question
    return reading.search(Criteria(text=words, words=words, place=place, tri=tri, rayon=KM))


def _cpu(comparison: Comparison) -> str:
    """Say what this process's thread took of it: the client, and what is made of the answers."""
    ours, peer = comparison.ours_cpu, comparison.peer_cpu
    figures = f"{ours.p50:.2f} / {ours.p95:.2f} contre {peer.p50:.2f} / {peer.p95:.2f}"
    return f"temps de processeur de ce processus : {figures} ms"


def save(number: int) -> Line:
    """Change one title, and look for it until it is found; the raw side indexes and refreshes."""
    from django.db import transaction

    from search.criteria import Criteria
    from search.engines import get_engine
    from search.engines.elasticsearch.client import get_client

    from .entries import generate

    entries = list(generate(min(number, SAVED)))

    def ours(rank: int) -> None:
        word = f"nouveau{rank}"
        with transaction.atomic():
            get_engine().index([replace(entries[rank], titre=word).document()])
        while not (found := get_engine().search(Criteria(text=word, words=word))).hits or found.degraded:
            continue

    def raw(rank: int) -> None:
        word, source = f"nouveau{rank}", _raw(entries[rank])
        get_client().index(index=RAW, id=str(rank), document=source | {"mots": [word]}, refresh=True)
        while not get_client().search(index=RAW, query={"term": {"mots": word}})["hits"]["hits"]:
            continue

    sides = [_each_once(side, len(entries)) for side in (ours, raw)]
    return _line("un enregistrement, jusqu’à ce qu’on le trouve", number, *sides, f"{len(entries)} fois, une à la fois")


def _each_once(work: Callable[[int], None], times: int) -> Side:
    return Side((tuple(once(partial(work, rank)).p50 for rank in range(times)),))


def force_one_segment() -> None:
    """Merge both indices alike: their speed must not depend on when the last merge was."""
    from search.engines.elasticsearch.client import writer

    writer().options(request_timeout=600).indices.forcemerge(index=INDICES, max_num_segments=1)


class RawPage(NamedTuple):
    """What a page of results needs."""

    total: int
    cards: list[tuple[list[Any], float]]  # and kilometres
    facets: dict[str, dict[str, int]]


def search_raw(question, tri: str = "distance") -> RawPage:
    """Ask the hand-written query."""
    from search.engines.elasticsearch.client import get_client

    place = question[1]
    there = {"lat": place.latitude, "lon": place.longitude}
    nearest = {"_geo_distance": {"point": there, "order": "asc", "unit": "m"}}
    answer = get_client().search(
        index=RAW,
        size=20,
        track_total_hits=True,
        query=_by_distance(question, there) if tri == "distance" else _by_relevance(question, there),
        sort=[nearest] if tri == "distance" else ["_score", nearest],
        aggs={facet: {"terms": {"field": facet, "size": 100}} for facet in ("theme", "type", "age")},
        source=["carte"],
    )
    return RawPage(
        answer["hits"]["total"]["value"],
        [(hit["_source"]["carte"], hit["sort"][-1] / 1000) for hit in answer["hits"]["hits"]],
        {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in counted["buckets"]}
            for facet, counted in answer["aggregations"].items()
        },
    )


def _by_distance(question, there: dict[str, float]) -> dict[str, Any]:
    """Ask for every word."""
    from search.analysis import stems

    words, place = question
    return {"bool": {"filter": [*({"term": {"mots": stem}} for stem in stems(words)), *_around(place, there)]}}


def _by_relevance(question, there: dict[str, float]) -> dict[str, Any]:
    """Ask for one idea at least, weigh those held, of a title, of the competences, and let the distance lessen the sum.

    What the lexicon makes of a text is given to both sides, as a filter of synonyms would.
    """
    from search.criteria import Criteria

    words, place = question
    groups = Criteria(text=words, words=words).query.groups
    ideas = [_any_phrase("mots", (*group.words, *group.generalists)) for group in groups]
    fitter = [_any_phrase(field, group.words) for group in groups for field in ("titre", "competences")]
    weighed = [
        {"constant_score": {"filter": idea, "boost": boost}}
        for found, boost in ((ideas, 10), (fitter, 1))
        for idea in found
    ]
    one = {"bool": {"should": ideas, "minimum_should_match": 1}}
    found = {"bool": {"filter": [one, *_around(place, there)], "should": weighed}}
    return {"function_score": {"query": found, "gauss": {"point": {"origin": there, "scale": "10km"}}}}


def _any_phrase(field: str, phrases: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Match one phrase at least, all the words of one that has several."""
    phrases = list(phrases)
    alone = {"terms": {field: [phrase[0] for phrase in phrases if len(phrase) == 1]}}
    several = (phrase for phrase in phrases if len(phrase) > 1)
    together = [{"bool": {"filter": [{"term": {field: stem}} for stem in phrase]}} for phrase in several]
    return {"bool": {"should": [alone, *together], "minimum_should_match": 1}}


def _around(place, there: dict[str, float]) -> list[dict[str, Any]]:
    zones = ["tous", *(f"{genre}:{code}" for genre, _pays, code in place.zone_keys)]
    return [{"terms": {"zones": zones}}, {"geo_distance": {"distance": f"{KM}km", "point": there}}]


def _line(bench: str, n: int, ours: Side, peer: Side, *notes: str) -> Line:
    return measure(bench, "elasticsearch", n, PEER, ours, peer), notes


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portail.settings.dev")
    os.environ.setdefault("DEBUG", "0")
    main(int(sys.argv[1]), Path(sys.argv[2]))

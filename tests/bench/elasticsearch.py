"""Our Elasticsearch engine beside the best query that we can write by hand, on the same server.

python -m portail.outils.elasticsearch -- python -m tests.bench.elasticsearch NUMBER RESULTS.jsonl

The raw side has an index of its own, as its author would make it: words, point, zones and facets, one search for
everything. It knows neither several places per entry, nor help at a distance, nor hours, nor the whole commune whatever
the radius.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import django

from portail.outils import java

BATCH = 5_000
ROUNDS = 3
RAW = "mesure-brute"
KM = 20


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
        for line in (fill(number), *search(number)):
            with results.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            print(json.dumps(line, ensure_ascii=False), flush=True)


def fill(number: int) -> dict[str, Any]:
    """Fill the database, then both indices; time the two indices."""
    from search.engines import get_engine
    from search.engines.elasticsearch import rebuilding
    from search.engines.elasticsearch.client import writer

    from .entries import generate

    documents = (entry.document() for entry in generate(number))
    while batch := list(islice(documents, BATCH)):
        get_engine().base.index(batch)  # type: ignore[attr-defined]
    ours = _milliseconds(rebuilding.rebuild)
    raw = _milliseconds(lambda: fill_raw(generate(number)))
    sizes = writer().indices.stats(index="mesure*", metric="store")["indices"]
    told = ", ".join(
        f"{name}: {size['primaries']['store']['size_in_bytes'] / number:.0f}" for name, size in sizes.items()
    )
    note = f"{number / ours * 1000:.0f} documents par seconde ; octets par document : {told}"
    return _line("reconstruction de l'index", number, [[ours]], [[raw]], note)


def fill_raw(entries: Iterable) -> None:
    """Make the raw side's index."""
    from elasticsearch.helpers import bulk

    from search.engines.elasticsearch.client import writer

    keyword, word = {"type": "keyword"}, {"type": "keyword", "doc_values": False}
    properties = {
        "mots": word, "zones": word, "point": {"type": "geo_point"},
        "theme": keyword, "type": keyword, "age": keyword, "carte": {"type": "object", "enabled": False},
    }  # fmt: skip
    writer().indices.create(index=RAW, mappings={"properties": properties}, settings={"number_of_replicas": 0})
    bulk(writer(), ({"_index": RAW, "_id": str(entry.id), "_source": _raw(entry)} for entry in entries), chunk_size=500)
    writer().indices.refresh(index=RAW)


def _raw(entry) -> dict[str, Any]:
    from search.analysis import stem_set
    from search.facets import age_bands

    return {
        "mots": list(stem_set((entry.titre, entry.theme))),
        "zones": [entry.zone or "tous"],
        "point": {"lat": entry.latitude, "lon": entry.longitude},
        "theme": entry.theme,
        "type": "structure",
        "age": age_bands(entry.age_min, 30),
        "carte": {"titre": entry.titre, "url": f"/mesure/{entry.id}/", "commune": entry.commune},
    }


def search(number: int) -> Iterator[dict[str, Any]]:
    """Words, 20 km, facets, the 20 nearest; the totals are compared."""
    from search.criteria import Criteria
    from search.engines.elasticsearch import reading
    from search.places import Place

    from .entries import draw_questions

    questions = [(question.words, Place.of(question.commune)) for question in draw_questions()]

    def ours(question):
        words, place = question
        return reading.search(Criteria(text=words, words=words, place=place, tri="distance", rayon=KM))

    force_one_segment()
    for side in (ours, search_raw):
        time_each(side, questions[:100])
    rounds = [(time_each(ours, questions), time_each(search_raw, questions)) for _round in range(ROUNDS)]
    found = [
        (0 if (answer := ours(question)).relaxed else answer.total, search_raw(question)) for question in questions
    ]
    same, more = sum(a == b for a, b in found), sum(a > b for a, b in found)
    note = f"{same}/{len(found)} totaux égaux, {more} plus grands (synonymes, toute la commune)"
    yield _line("recherche", number, [pair[0] for pair in rounds], [pair[1] for pair in rounds], note)


def force_one_segment() -> None:
    """Merge both indices alike: their speed must not depend on when the last merge was."""
    from search.engines.elasticsearch.client import writer

    writer().options(request_timeout=600).indices.forcemerge(index="mesure*", max_num_segments=1)


def search_raw(question) -> int:
    """Ask the hand-written query; return its total."""
    from search.analysis import stems
    from search.engines.elasticsearch.client import get_client

    words, place = question
    there = {"lat": place.latitude, "lon": place.longitude}
    zones = ["tous", *(f"{genre}:{code}" for genre, _pays, code in place.zone_keys)]
    answer = get_client().search(
        index=RAW,
        size=20,
        track_total_hits=True,
        query={
            "bool": {
                "filter": [
                    *({"term": {"mots": stem}} for stem in stems(words)),
                    {"terms": {"zones": zones}},
                    {"geo_distance": {"distance": f"{KM}km", "point": there}},
                ]
            }
        },
        sort=[{"_geo_distance": {"point": there, "order": "asc", "unit": "m"}}],
        aggs={facet: {"terms": {"field": facet, "size": 100}} for facet in ("theme", "type", "age")},
        source=["carte"],
    )
    return answer["hits"]["total"]["value"]


def time_each(work: Callable[[Any], object], items: Sequence[Any]) -> list[float]:
    """Return what `work` took on each item, in milliseconds."""
    return [_milliseconds(partial(work, item)) for item in items]


def _line(bench: str, n: int, ours: Sequence, peer: Sequence, note: str) -> dict[str, Any]:
    """Return one line, with the fields of the other measures."""
    (our50, our95, our_range), (peer50, peer95, peer_range) = _summary(ours), _summary(peer)
    return {
        "bench": bench, "engine": "elasticsearch", "n": n, "ours_p50_ms": our50, "ours_p95_ms": our95,
        "peer": "Elasticsearch : requête écrite à la main", "peer_p50_ms": peer50, "peer_p95_ms": peer95,
        "ratio_p50": round(peer50 / our50, 2), "ratio_p95": round(peer95 / our95, 2),
        "ours_p50_range": our_range, "peer_p50_range": peer_range, "note": note,
    }  # fmt: skip


def _summary(rounds: Sequence[Sequence[float]]) -> tuple[float, float, tuple[float, float]]:
    times = sorted(duration for durations in rounds for duration in durations)
    medians = [statistics.median(durations) for durations in rounds]
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    return round(statistics.median(times), 3), round(p95, 3), (round(min(medians), 3), round(max(medians), 3))


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portail.settings.dev")
    os.environ.setdefault("DEBUG", "0")
    main(int(sys.argv[1]), Path(sys.argv[2]))

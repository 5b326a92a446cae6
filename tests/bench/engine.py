"""The measures of one engine, in a process of its own: DATABASE_URL says which, the arguments where the peer is.

python -m tests.bench.engine ENGINE NUMBER PEER_SOCKET RESULTS.jsonl
"""

import resource
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import django

if TYPE_CHECKING:
    from .postgis import Postgis
    from .timing import Side, Work

BATCH = 5_000
IMPORTED = 300  # rows at most: the other side saves them one by one


class Run(NamedTuple):
    """What the measures share: the engine's name, the number of entries, the peer, where the lines go."""

    engine: str
    number: int
    peer: "Postgis"
    results: Path


def main(engine: str, number: int, socket: str, results: Path) -> None:
    django.setup()
    from .database import make_tables
    from .postgis import Postgis

    make_tables()
    run = Run(engine, number, Postgis.create(socket, f"pair_{engine}"), results)
    for work in (index_entries, search_entries, search_needs, find_communes, import_file):
        start = time.monotonic()
        work(run)
        print(f"  {engine} · {work.__name__} : {time.monotonic() - start:.0f} s", flush=True)


def index_entries(run: Run) -> None:
    """Fill both sides with the same entries, from nothing to ready to answer."""
    from search.engines import get_engine

    from .database import index_megabytes
    from .entries import communes, generate
    from .timing import measure, once

    def fill_ours() -> None:
        documents = (entry.document() for entry in generate(run.number))
        while batch := list(islice(documents, BATCH)):
            written = get_engine().index(batch)
            if written.failed:
                raise RuntimeError(f"{len(written.failed)} documents were not indexed: {written.failed[:3]}")
        get_engine().rebuild()

    def fill_peer() -> None:
        run.peer.fill(generate(run.number))
        run.peer.fill_communes((c.nom, c.population or 0) for c in communes())
        run.peer.make_indexes()

    ours, peer = once(fill_ours), once(fill_peer)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    notes = (
        "une fois",
        f"{run.number / ours.p50 * 1000:.0f} fiches par seconde contre {run.number / peer.p50 * 1000:.0f}",
        f"{index_megabytes():.0f} Mo d'index et de fiches contre {run.peer.megabytes():.0f} ;"
        f" {memory:.0f} Mo de mémoire au plus pour indexer",
    )
    measure("reconstruction de l'index", run.engine, run.number, "PostGIS : COPY puis index", ours, peer).write(
        run.results, notes
    )


def search_entries(run: Run) -> None:
    """Words, 20 km round a commune, total, facets, the 20 nearest as they are shown; the answers are compared."""
    from search.criteria import DISTANCE

    from .entries import around, draw_questions

    questions = around(draw_questions())
    cold = _time_cold(_search_ours(DISTANCE), questions[:100])
    told = f"sans aucune tuile en mémoire : {cold.p50:.3f} / {cold.p95:.3f} ms"
    _compare_searches(run, "recherche", questions, DISTANCE, told)


def search_needs(run: Run) -> None:
    """The same of what young people type, in the order of the portal: sentences, slang, synonyms."""
    from search.criteria import PERTINENCE

    from .entries import around, draw_needs

    _compare_searches(run, "recherche, besoins jugés", around(draw_needs()), PERTINENCE)


def _search_ours(tri: str) -> "Work":
    from search.criteria import Criteria
    from search.engines import get_engine

    def search(question):
        words, place = question
        results = get_engine().search(Criteria(text=words, words=words, place=place, tri=tri))
        if results.degraded:
            raise RuntimeError("The database answered in place of Elasticsearch.")
        return results

    return search


def _compare_searches(run: Run, bench: str, questions: Sequence, tri: str, *told: str) -> None:
    from .database import backends
    from .timing import compare, measure

    ours = _search_ours(tri)

    def theirs(question):
        words, place = question
        zones = [f"{genre}:{code}" for genre, _pays, code in place.zone_keys]
        return run.peer.search(words, place.latitude, place.longitude, zones)

    times = compare(ours, theirs, questions, (backends(), (run.peer.backend,)))
    answers = _compare_answers([(ours(question), theirs(question)) for question in questions])
    measure(bench, run.engine, run.number, "PostGIS : ST_DWithin + tsvector", times.ours, times.peer).write(
        run.results, [answers, *times.notes(run.engine), *told]
    )


def _time_cold(search: "Work", questions: Sequence) -> "Side":
    """Time searches as a process makes them when it holds no tile of the map yet."""
    from search.engines.tiles import reading

    from .timing import Side, Stopwatch

    search(questions[0])  # what is loaded once
    watch, times = Stopwatch(), []
    for question in questions:
        reading.shelf.clear()
        times.append(watch.time(search, question)[0])
    return Side((tuple(times),))


def _compare_answers(answers: Sequence[tuple]) -> str:
    """Say how many totals are equal, and how many entries each side found."""
    totals = [(ours.whole, peer.total) for ours, peer in answers]
    same, more = (sum(map(compared, totals)) for compared in (lambda t: t[0] == t[1], lambda t: t[0] > t[1]))
    found, peer_found = map(sum, zip(*totals, strict=True))
    return (
        f"{same}/{len(totals)} totaux égaux, {more} plus grands (synonymes, toute la commune quel que soit le rayon),"
        f" {len(totals) - same - more} plus petits ; {found} fiches trouvées contre {peer_found}"
    )


def find_communes(run: Run) -> None:
    """Names as they are being typed: three letters, half the name, all of it."""
    from geo.lookup import search_communes

    from .entries import draw_questions
    from .timing import compare, measure

    noms = [question.commune.nom for question in draw_questions(99)]
    typed = [nom[: (3, max(3, len(nom) // 2), len(nom))[i % 3]] for i, nom in enumerate(noms)]
    search_communes("lille")  # the index is made at the first use
    times = compare(search_communes, run.peer.find_commune, typed, ((), (run.peer.backend,)))
    measure("communes", run.engine, len(typed), "trigrammes PostgreSQL", times.ours, times.peer).write(
        run.results, times.notes(run.engine)
    )


def import_file(run: Run) -> None:
    """A file of structures in the documented template, beside saving the same structures one by one."""
    from .imported import import_rows, save_rows
    from .timing import measure, once

    rows = min(max(run.number // 50, 10), IMPORTED)
    ours, peer = once(lambda: import_rows(rows)), once(lambda: save_rows(rows))
    measure("importation", run.engine, rows, "un save() par structure", ours, peer).write(
        run.results, ["une fois, index compris"]
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))

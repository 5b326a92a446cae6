"""The measures of one engine, in a process of its own: DATABASE_URL says which, the arguments where the peer is.

python -m tests.bench.engine NUMBER PEER_SOCKET RESULTS.jsonl
"""

import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import django

BATCH = 5_000


def main(number: int, socket: str, results: Path) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from .postgis import Postgis

    call_command("migrate", verbosity=0)
    call_command("import_communes", verbosity=0)
    engine = connection.vendor
    peer = Postgis.create(socket, f"pair_{engine}")
    for work in (index_entries, search_entries, find_communes, import_file):
        start = time.monotonic()
        work(engine, number, peer).write(results)
        print(f"  {engine} · {work.__name__} : {time.monotonic() - start:.0f} s", flush=True)


def index_entries(engine: str, number: int, peer):
    """Fill both sides with the same entries, from nothing to ready to answer."""
    from search.engines import get_engine

    from .entries import communes, generate
    from .timing import Side, measure

    def fill_ours() -> None:
        documents = (entry.document() for entry in generate(number))
        while batch := list(islice(documents, BATCH)):
            written = get_engine().index(batch)
            if written.failed:
                raise RuntimeError(f"{len(written.failed)} documents were not indexed: {written.failed[:3]}")
        get_engine().rebuild()

    def fill_peer() -> None:
        peer.fill(generate(number))
        peer.fill_communes((c.nom, c.population or 0) for c in communes())
        peer.make_indexes()

    sides = (Side(((_once(fill_ours),),)), Side(((_once(fill_peer),),)))
    return measure("reconstruction de l'index", engine, number, "PostGIS : COPY puis index", sides, "une fois")


def search_entries(engine: str, number: int, peer):
    """Words, 20 km round a commune, facets, the 20 nearest; the answers are compared."""
    from search.criteria import Criteria
    from search.engines import get_engine
    from search.places import Place

    from .entries import draw_questions
    from .timing import compare, measure

    questions = [(q.words, Place.of(q.commune)) for q in draw_questions()]

    def ours(question):
        words, place = question
        return get_engine().search(Criteria(text=words, words=words, place=place, tri="distance"))

    def theirs(question):
        words, place = question
        zones = [f"{genre}:{code}" for genre, _pays, code in place.zone_keys]
        return peer.search(words, place.latitude, place.longitude, zones)

    sides = compare(ours, theirs, questions)
    same, ours_total, peer_total = 0, 0, 0
    for question in questions:
        results, (total, _ids) = ours(question), theirs(question)
        found = 0 if results.relaxed else results.total
        ours_total, peer_total, same = ours_total + found, peer_total + total, same + (found == total)
    note = f"{same}/{len(questions)} totaux égaux, {ours_total} trouvés contre {peer_total}"
    return measure("recherche", engine, number, "PostGIS : ST_DWithin + tsvector", sides, note)


def find_communes(engine: str, number: int, peer):
    """Names as they are being typed: three letters, half the name, all of it."""
    from geo.lookup import search_communes

    from .entries import draw_questions
    from .timing import compare, measure

    noms = [question.commune.nom for question in draw_questions(99)]
    typed = [nom[: (3, max(3, len(nom) // 2), len(nom))[i % 3]] for i, nom in enumerate(noms)]
    search_communes("lille")  # the index is made at the first use
    sides = compare(search_communes, peer.find_commune, typed)
    return measure("communes", engine, len(typed), "trigrammes PostgreSQL", sides)


def import_file(engine: str, number: int, peer):
    """A file of structures in the documented template, beside saving the same structures one by one."""
    from .imported import import_rows, save_rows
    from .timing import Side, measure

    rows = min(number // 50, 2_000)
    sides = (Side(((_once(lambda: import_rows(rows)),),)), Side(((_once(lambda: save_rows(rows)),),)))
    return measure("importation", engine, rows, "un save() par structure", sides, "une fois, index compris")


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))

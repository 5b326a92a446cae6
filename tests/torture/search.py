"""`make torture-search`: three nodes of Elasticsearch, killed one after the other under constant searches and saves.

What must hold: no search fails, none is answered in part or wrongly, no document is lost or stale once the cluster is
whole; with every node down the database answers, and what was missed is carried afterwards.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from portail.outils.console import done, step, warn
from portail.outils.elasticsearch import Node, cluster, wait_until_ready

WHOLE = 300  # seconds for the cluster to be whole again


def main() -> int:
    parser = argparse.ArgumentParser(prog="make torture-search", description=__doc__)
    parser.add_argument("--number", type=int, default=1_000, help="entries of the guide")
    parser.add_argument("--seconds", type=float, default=10, help="of each phase")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the nodes must be stopped all the same
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        step("Trois nœuds d’Elasticsearch")
        with cluster(3) as nodes:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "portail.settings.dev",
                "DEBUG": "0",
                "LOG_LEVEL": "ERROR",
                "DATABASE_URL": f"sqlite:///{Path(folder) / 'torture.sqlite3'}",
                "ELASTICSEARCH_URL": ",".join(node.url for node in nodes),
                "ELASTICSEARCH_INDEX": "torture",
                "ELASTICSEARCH_SHARDS": "3",
                "ELASTICSEARCH_REPLICAS": "1",
                # Three nodes on one busy machine are slow: what is looked at here is faults, not speed.
                "ELASTICSEARCH_TIMEOUT": os.environ.get("ELASTICSEARCH_TIMEOUT", "5"),
            }
            import django

            django.setup()
            return 0 if Torture(nodes, options.seconds).run(options.number) else 1


class Torture:
    """The phases, in order; each prints its figures."""

    def __init__(self, nodes: list[Node], seconds: float):
        self.nodes, self.seconds, self.sound = nodes, seconds, True

    def run(self, number: int) -> bool:
        """Return whether all that must hold held."""
        from tests.torture.load import Load

        questions = self._prepare(number)
        with Load(questions) as load:
            self._phase(load, "Trois nœuds", time.sleep, self.seconds)
            self._phase(load, "Reconstruction de l’index", self._rebuild)
            self.nodes[0].kill()
            self._phase(load, "kill -9 d’un nœud", time.sleep, self.seconds)
            self._phase(load, "… jusqu’à ce que les deux autres aient tout", self._wait_for_green, self.nodes[1:])
            self.nodes[1].kill()
            self._phase(load, "kill -9 d’un deuxième", time.sleep, self.seconds)
            self._phase(load, "… les deux reviennent", self._restart, self.nodes[:2])
            self._verify(load)
            for node in self.nodes:
                node.kill()
            self._phase(load, "Tous arrêtés", time.sleep, self.seconds)
            waiting = self._waiting()
            self._phase(load, f"… tous reviennent ; {waiting} écritures attendaient", self._restart, self.nodes)
            self._phase(load, "… et sont crus de nouveau", self._wait_until_trusted, questions[0])
            self._phase(load, "Trois nœuds de nouveau", time.sleep, self.seconds)
            self._verify(load)
        for problem, times in load.problems.most_common():
            warn(f"{times} × {problem}")
        self.sound &= not load.problems
        done("Tout a tenu") if self.sound else warn("Tout n’a pas tenu")
        return self.sound

    def _prepare(self, number: int) -> list:
        from django.core.management import call_command
        from django.db import connections

        from search.engines import get_engine
        from tests.search import corpus, territory
        from tests.search.test_contract import draw_criteria
        from tests.torture.load import MOVING, moving

        step(f"Base et guide de {number} fiches")
        for alias in connections:
            call_command("createcachetable", database=alias)  # first: it hears of what migrations write
        call_command("migrate", verbosity=0)
        communes = {commune.ref: commune for commune in territory.build()}
        engine = get_engine()
        engine.base.index(corpus.generate(number, [territory.where(commune) for commune in communes.values()]))  # type: ignore[attr-defined]
        engine.base.index(moving(n, 0) for n in range(MOVING))  # type: ignore[attr-defined]
        self._rebuild()
        random = Random(59350)
        return [draw_criteria(random, communes) for _question in range(200)]

    def _phase(self, load, title: str, work, *arguments) -> None:
        step(title)
        start = time.monotonic()
        work(*arguments)
        figures = load.next_phase()
        failed = figures.counts["failed"] + figures.counts["wrong"] + figures.counts["save failed"]
        self.sound &= not failed
        (warn if failed else done)(f"{time.monotonic() - start:.0f} s · {figures.tell()}")

    def _rebuild(self) -> None:
        from search.engines import get_engine
        from search.engines.elasticsearch.client import writer

        get_engine().rebuild()
        # A node that leaves is replaced at once: nobody is about to put it back.
        writer().indices.put_settings(index="torture-*", settings={"index.unassigned.node_left.delayed_timeout": "1s"})

    def _restart(self, nodes: list[Node]) -> None:
        for node in nodes:
            node.start()
        wait_until_ready(self.nodes)
        self._wait_for_green(self.nodes)

    def _wait_until_trusted(self, question) -> None:
        """Wait for the cluster to answer in the database's place: a pause of the breaker lasts 30 seconds at most."""
        from search.engines import get_engine

        end = time.monotonic() + WHOLE
        while get_engine().search(question).degraded:
            if time.monotonic() > end:
                raise RuntimeError(f"the database still answers after {WHOLE} s")
            time.sleep(0.2)

    def _wait_for_green(self, nodes: list[Node]) -> None:
        from elasticsearch import Elasticsearch

        client = Elasticsearch([node.url for node in nodes], request_timeout=30, retry_on_timeout=True, max_retries=10)
        end = time.monotonic() + WHOLE
        while client.options(ignore_status=408).cluster.health(wait_for_status="green", timeout="10s")["timed_out"]:
            if time.monotonic() > end:
                raise RuntimeError(f"not green after {WHOLE} s")

    def _verify(self, load) -> None:
        """Compare every copy with the document it comes from, once nothing waits and saves pause."""
        from elasticsearch.helpers import scan

        from search.engines.elasticsearch.client import writer
        from search.engines.elasticsearch.copies import copies_of
        from search.engines.elasticsearch.mapping import alias
        from search.models import Document

        step("Chaque document, dans la base et dans l’index")
        with load.without_saves():
            end = time.monotonic() + WHOLE
            while self._waiting() and time.monotonic() < end:
                time.sleep(0.2)
            copies = {hit["_id"]: hit["_source"] for hit in scan(writer(), index=alias(), size=2_000)}
            rows = Document.objects.order_by("source", "object_id", "key")
            kept = {key: {n: copy[n] for n in ("carte", "position") if n in copy} for key, copy in copies_of(rows)}
        lost, stale = kept.keys() - copies.keys(), [key for key in kept if kept[key] != copies.get(key, kept[key])]
        surplus = copies.keys() - kept.keys()
        told = f"{len(kept)} documents : {len(lost)} perdus, {len(stale)} périmés, {len(surplus)} de trop"
        self.sound &= not (lost or stale or surplus)
        done(f"{told} ; {self._waiting()} écritures en attente")
        load.next_phase()  # what was counted meanwhile belongs to no phase

    def _waiting(self) -> int:
        from search.diffusion.models import Diffusion

        return Diffusion.objects.count()


if __name__ == "__main__":
    sys.exit(main())

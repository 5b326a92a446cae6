"""The measures on one database, in a process of its own: DATABASE_URL says which.

python -m tests.search.relevance.measure RESULTS.jsonl [ENGINE]
"""

import json
import sys
from pathlib import Path
from typing import Protocol

import django

SETS = {"réglage": False, "à part": True}  # by Need.kept_out


class System(Protocol):
    def answer(self, need) -> list[str]: ...


def main(results: Path, engine: str) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("import_communes", verbosity=0)
    prepare()
    with results.open("a", encoding="utf-8") as lines:
        for name, system in systems(engine or connection.vendor).items():
            for line in measure(name, system):
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def prepare() -> None:
    """Load the judged guide, for our engine and for the baselines."""
    from .guide import documents, load
    from .temoins.filling import fill

    load()
    fill(documents())


def systems(engine: str) -> dict[str, System]:
    """Return what answers on this database: our engine, and the baselines that can."""
    from .guide import names
    from .portal import Portal
    from .temoins.tsvector import Tsvector
    from .temoins.wagtail import StockWagtail

    known = names()
    found: dict[str, System] = {f"portail, {engine}": Portal(known)}
    if engine in ("sqlite", "postgresql"):
        found[f"témoin Wagtail, {engine}"] = StockWagtail(known)
    if engine == "postgresql":
        found["témoin tsvector, rang puis distance"] = Tsvector(known, "rang")
        found["témoin tsvector, distance puis rang"] = Tsvector(known, "distance")
    return found


def measure(name: str, system: System):
    """Yield a line for each need, then a line for each set."""
    from .judged import needs
    from .scores import DEPTH, mean, score

    scores: dict[bool, list] = {kept_out: [] for kept_out in SETS.values()}
    for need in needs():
        results = system.answer(need)
        worth = score(results, need.grades)
        scores[need.kept_out].append(worth)
        yield {
            "systeme": name,
            "besoin": need.key,
            "axe": need.axe,
            "a_part": need.kept_out,
            "ndcg10": round(worth.ndcg, 4),
            "reponse": [f"{result} {need.grades.get(result, 0)}" for result in results[:DEPTH]],
        }
    for title, kept_out in SETS.items():
        worth = mean(scores[kept_out])
        yield {
            "systeme": name,
            "ensemble": title,
            "requetes": len(scores[kept_out]),
            "ndcg10": round(worth.ndcg, 4),
            "mrr": round(worth.mrr, 4),
            "sans_resultat": round(worth.empty, 4),
        }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")

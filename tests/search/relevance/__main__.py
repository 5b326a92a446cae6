"""Measure the relevance and print the table: `make relevance`."""

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from portail.outils import console
from portail.settings.base import VAR_DIR

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.search.relevance.settings", "DEBUG": "0"}
ENGINES = ("sqlite", "postgresql", "elasticsearch")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make relevance", description=__doc__)
    parser.add_argument("--only", choices=ENGINES, help="one engine")
    options = parser.parse_args()
    folder = VAR_DIR / "relevance"
    folder.mkdir(parents=True, exist_ok=True)
    results = folder / f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d-%H%M%S}.jsonl"
    with tempfile.TemporaryDirectory(prefix="pertinence-") as temporary:
        for engine in [options.only] if options.only else wanted():
            console.step(f"Pertinence : {engine}")
            measure(engine, Path(temporary), results)
    print_table([json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()])
    print(f"\nLignes JSON, une par besoin : {os.path.relpath(results)}")
    return 0


def wanted() -> list[str]:
    """Both databases, and Elasticsearch when its address is known."""
    return [engine for engine in ENGINES if engine != "elasticsearch" or os.environ.get("ELASTICSEARCH_URL")]


def measure(engine: str, folder: Path, results: Path) -> None:
    """Run the measures of one engine on a database that is thrown away."""
    command = [sys.executable, "-m", "tests.search.relevance.measure", str(results), engine]
    env = os.environ | SETTINGS
    if engine == "postgresql":
        command = [sys.executable, "-m", "portail.outils.postgres", "--", *command]
    else:
        env["DATABASE_URL"] = f"sqlite:///{folder / f'{engine}.sqlite3'}"
    if engine != "elasticsearch":
        env["ELASTICSEARCH_URL"] = ""
    subprocess.run(command, check=True, env=env)


def print_table(lines: list[dict]) -> None:
    """Print the means, a row for each system and set."""
    print(f"\n{'système':<38} {'ensemble':<9} {'besoins':>7} {'nDCG@10':>8} {'MRR':>6} {'sans résultat':>14}")
    for line in lines:
        if "ensemble" in line:
            print(
                f"{line['systeme']:<38} {line['ensemble']:<9} {line['requetes']:>7} {line['ndcg10']:>8.3f} "
                f"{line['mrr']:>6.3f} {line['sans_resultat']:>13.1%}"
            )


if __name__ == "__main__":
    sys.exit(main())

"""Run the measures and print their table: `python -m tests.bench --number 100000`."""

import argparse
import datetime
import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from portail.settings.base import VAR_DIR

from .elasticsearch import measure_elasticsearch
from .postgis import MissingPostgis, server
from .table import write_table

ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "portail.settings.dev", "DEBUG": "0", "ELASTICSEARCH_URL": ""}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--number", type=int, default=100_000, help="entries of the search's measures")
    parser.add_argument("--only", choices=("moteurs", "pages"), help="a part of the measures")
    options = parser.parse_args()
    results = new_file(VAR_DIR / "bench")
    try:
        with tempfile.TemporaryDirectory(prefix="mesure-") as temporary:
            if options.only != "pages":
                measure_engines(options.number, Path(temporary), results)
                measure_elasticsearch(options.number, results)
            if options.only != "moteurs":
                measure_pages(Path(temporary), results)
    except MissingPostgis as missing:
        print(missing, file=sys.stderr)
        return 1
    show(results)
    return 0


def new_file(folder: Path) -> Path:
    """Make the files of this run: JSON lines, and beside them the text that says more."""
    folder.mkdir(parents=True, exist_ok=True)
    results = folder / f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d-%H%M%S}.jsonl"
    results.touch()
    results.with_suffix(".txt").touch()
    return results


def show(results: Path) -> None:
    """Print the table and what there is to say of it; the text beside the JSON lines keeps both."""
    text = results.with_suffix(".txt")
    table = write_table([json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()])
    text.write_text("\n".join([*table, "", text.read_text(encoding="utf-8")]), encoding="utf-8")
    print(f"\n{text.read_text(encoding='utf-8')}")
    print(f"Lignes JSON : {results.relative_to(Path.cwd()) if results.is_relative_to(Path.cwd()) else results}")


def measure_engines(number: int, folder: Path, results: Path) -> None:
    """Measure each engine beside the peer, PostgreSQL on the peer's own server."""
    with server() as peer:
        environments = {
            "sqlite": {"DATABASE_URL": f"sqlite:///{folder / 'moteur.sqlite3'}"},
            "postgresql": {"DATABASE_URL": f"postgres://postgres@/{peer}/postgres"},
        }
        if servers := os.environ.get("ELASTICSEARCH_URL"):
            environments["elasticsearch"] = {
                "DATABASE_URL": f"sqlite:///{folder / 'copie.sqlite3'}",
                "ELASTICSEARCH_URL": servers,
                "ELASTICSEARCH_INDEX": "mesure",  # beside what the server holds already
            }
        for engine, environment in environments.items():
            print(f"Moteur {engine}, {number} fiches…", flush=True)
            run("tests.bench.engine", engine, str(number), peer, str(results), **environment)


def measure_pages(folder: Path, results: Path) -> None:
    """Measure the pages of the demonstration."""
    print("Pages de la démonstration…", flush=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / 'pages.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
        "BASE_URL": f"http://127.0.0.1:{port}",
    }
    run("django", "collectstatic", "--no-input", "--verbosity", "0", **environment)
    run("tests.bench.pages", str(port), str(results), **environment)


def run(module: str, *arguments: str, **environment: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, env=os.environ | ENVIRONMENT | environment)


if __name__ == "__main__":
    sys.exit(main())

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

from .postgis import MissingPostgis, server
from .table import print_table

ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "portail.settings.dev", "DEBUG": "0"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--number", type=int, default=100_000, help="entries of the search's measures")
    parser.add_argument("--only", choices=("moteurs", "pages"), help="a part of the measures")
    options = parser.parse_args()
    folder = VAR_DIR / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    results = folder / f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d-%H%M%S}.jsonl"
    results.touch()
    try:
        with tempfile.TemporaryDirectory(prefix="mesure-") as temporary:
            if options.only != "pages":
                measure_engines(options.number, Path(temporary), results)
            if options.only != "moteurs":
                measure_pages(Path(temporary), results)
    except MissingPostgis as missing:
        print(missing, file=sys.stderr)
        return 1
    print_table([json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()])
    print(f"\nLignes JSON : {results.relative_to(Path.cwd()) if results.is_relative_to(Path.cwd()) else results}")
    return 0


def measure_engines(number: int, folder: Path, results: Path) -> None:
    """Measure each engine beside the peer, PostgreSQL on the peer's own server."""
    with server() as peer:
        databases = {
            "sqlite": f"sqlite:///{folder / 'moteur.sqlite3'}",
            "postgresql": f"postgres://postgres@{peer.replace('/', '%2F')}/postgres",
        }
        for engine, url in databases.items():
            print(f"Moteur {engine}, {number} fiches…", flush=True)
            run("tests.bench.engine", str(number), peer, str(results), DATABASE_URL=url)


def measure_pages(folder: Path, results: Path) -> None:
    """Measure the pages of the demonstration."""
    print("Pages de la démonstration…", flush=True)
    url = f"sqlite:///{folder / 'pages.sqlite3'}"
    for command in ("migrate", "createcachetable", "import_communes", "load_demo", "rebuild_search"):
        run("django", command, "--verbosity", "0", DATABASE_URL=url)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run("tests.bench.pages", str(port), str(results), DATABASE_URL=url)


def run(module: str, *arguments: str, **environment: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, env=os.environ | ENVIRONMENT | environment)


if __name__ == "__main__":
    sys.exit(main())

"""What pages cost on a real server: the demonstration behind gunicorn, one connection, one request after the other.

python -m tests.bench.pages PORT RESULTS.jsonl     (DATABASE_URL holds the demonstration)
"""

import http.client
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

REQUESTS = 60
SEARCH = "/recherche/?q=logement&ou=Tourcoing"


def main(port: int, results: Path) -> None:
    django.setup()
    from django.db import connection

    from ressources.models import PersonneRessource

    from .bare_page import make_bare_page
    from .timing import compare, measure

    bare, fiche = make_bare_page(), PersonneRessource.objects.filter(live=True).earliest("pk").get_absolute_url()
    engine, number = connection.vendor, PersonneRessource.objects.count()
    connection.close()
    with gunicorn(port):
        client = Client(port)
        for nom, address, fresh in (
            ("page de résultats", SEARCH, True),
            ("fiche", fiche, True),
            ("accueil", "/", True),
        ):
            sides = compare(client.get(address, fresh=fresh), client.get(bare, fresh=True), range(REQUESTS))
            measure(nom, engine, number, "page Wagtail nue", sides).write(results)
        sides = compare(client.get("/", fresh=False), client.get("/", fresh=True), range(REQUESTS))
        measure("accueil, du cache", engine, number, "le même, sans cache", sides).write(results)


class Client:
    """A kept connection. `fresh` asks for a page that no cache holds, by an argument never used before."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.asked = 0

    def get(self, address: str, *, fresh: bool) -> Callable[[object], None]:
        def ask(_item: object) -> None:
            self.asked += 1
            mark = f"{'&' if '?' in address else '?'}mesure={self.asked}" if fresh else ""
            self.connection.request("GET", address + mark, headers={"Accept-Encoding": "gzip"})
            response = self.connection.getresponse()
            response.read()
            if response.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{address} answered {response.status}")

        return ask


@contextmanager
def gunicorn(port: int) -> Iterator[None]:
    """Run the site with one worker of one thread until the block ends."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "portail.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1",
         "--worker-class", "gthread", "--threads", "1", "--keep-alive", "60", "--log-level", "error"],
    )  # fmt: skip
    try:
        for _ in range(60):
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=30).request("GET", "/sante/vive")
                break
            except ConnectionRefusedError:
                time.sleep(0.5)
        yield
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

"""What pages cost on a real server: the demonstration behind gunicorn, one connection, one request after the other.

python -m tests.bench.pages PORT RESULTS.jsonl     (DATABASE_URL: an empty database)
"""

import http
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

REQUESTS = 60
PATIENCE = 300  # seconds for an answer: the first one loads everything, maybe on a busy machine
SEARCH = "/recherche/?q=logement&ou=Tourcoing"
LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)


def main(port: int, results: Path) -> None:
    django.setup()
    from django.db import connection

    from ressources.models import PersonneRessource

    from .bare_page import make_bare_page
    from .database import DEMONSTRATION, make_tables
    from .timing import compare, measure

    make_tables(DEMONSTRATION)
    bare, fiche = make_bare_page(), PersonneRessource.objects.filter(live=True).earliest("pk").get_absolute_url()
    engine, number = connection.vendor, PersonneRessource.objects.count()
    connection.close()
    with gunicorn(port) as server:
        client = Client(port)
        uncached = client.get(bare, fresh=True)
        for nom, ours, peer, other in (
            ("page de résultats", client.get(SEARCH, fresh=True), "page Wagtail nue", uncached),
            ("fiche", client.get(fiche, fresh=True), "page Wagtail nue", uncached),
            ("accueil", client.get("/", fresh=True), "page Wagtail nue", uncached),
            ("accueil, du cache", client.get("/", fresh=False), "le même, sans cache", client.get("/", fresh=True)),
        ):
            times = compare(ours, other, range(REQUESTS), ((server,), (server,)))
            measure(nom, engine, number, peer, times.ours, times.peer).write(results, times.notes(engine))


class Client:
    """A kept connection. `fresh` asks for a page that no cache holds, by an argument never used before.

    It reads the status and the length of an answer, nothing else: with `http.client`, a third of the processor time of
    a cached page was its own.
    """

    def __init__(self, port: int):
        self.host = f"127.0.0.1:{port}"
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked = 0

    def get(self, address: str, *, fresh: bool) -> Callable[[object], None]:
        def ask(_item: object) -> None:
            self.asked += 1
            mark = f"{'&' if '?' in address else '?'}mesure={self.asked}" if fresh else ""
            request = f"GET {address}{mark} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n\r\n"
            self.connection.sendall(request.encode())
            status = self._read_answer()
            if status != http.HTTPStatus.OK:
                raise RuntimeError(f"{address} answered {status}")

        return ask

    def _read_answer(self) -> int:
        """Read an answer to its end and return its status."""
        read = self._receive()
        while b"\r\n\r\n" not in read:
            read += self._receive()
        head, _, body = read.partition(b"\r\n\r\n")
        missing = int(LENGTH.search(head)[1]) - len(body)
        while missing > 0:
            missing -= len(self._receive())
        return int(head.split(maxsplit=2)[1])

    def _receive(self) -> bytes:
        read = self.connection.recv(65_536)
        if not read:
            raise ConnectionError("the server closed the connection")
        return read


@contextmanager
def gunicorn(port: int) -> Iterator[int]:
    """Run the site with one worker of one thread until the block ends; yield the worker's process."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "portail.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1",
         "--worker-class", "gthread", "--threads", "1", "--keep-alive", "60", "--log-level", "error"],
    )  # fmt: skip
    try:
        for _ in range(60):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.5)
        yield _child(server.pid)
    finally:
        server.terminate()
        server.wait()


def _child(pid: int) -> int:
    """Return the one process that another has started."""
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

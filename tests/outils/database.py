"""Databases copied from models instead of made anew: 25 s of processor spared for the migrations, 20 s more for the
demonstration.

A model is named after what it was made from — migrations and locked packages; every source for the demonstration, which
its own commands load —: a SQLite file in `var/tests/`, or a database of the PostgreSQL server of the run.
"""

import fcntl
import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from unittest import mock

import django
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from geo.gazetteer.current import expire_gazetteer

FOLDER = Path(settings.VAR_DIR) / "tests"
MIGRATIONS = ("**/migrations/*.py",)
EVERYTHING = ("geo/**/*", "search/**/*", "ressources/**/*", "portail/**/*")


@contextmanager
def test_database() -> Iterator[None]:
    """Have a database of one's own, as the migrations leave it; drop it in the end."""
    with _one_process_at_a_time("modele"):
        model = _migrated()
        if _is_sqlite():
            shutil.copyfile(_place(model), connection.settings_dict["TEST"]["NAME"])
        else:
            connection.settings_dict["TEST"]["TEMPLATE"] = model
        config = setup_databases(verbosity=0, interactive=False, keepdb=_is_sqlite())
    yield
    teardown_databases(config, verbosity=0)


@contextmanager
def demonstration() -> Iterator[None]:
    """Have, in place of the run's database, one that holds every commune and the demonstration; drop it in the end."""
    name = f"essai_{os.getpid()}"
    with _one_process_at_a_time("demo"):
        _copy(_demonstrated(), name)
    with _connected_to(name):
        yield
    _drop(name)


def make_models() -> None:
    """Make the models, if need be, before a test asks for them."""
    with _one_process_at_a_time("modele"):
        _migrated()
    with _one_process_at_a_time("demo"):
        _demonstrated()


def copy_migrated(file: Path) -> None:
    """Copy there, on SQLite, a database as the migrations leave it."""
    with _one_process_at_a_time("modele"):
        shutil.copyfile(_place(_migrated()), file)


def database_url() -> str:
    """Return the address of the run's database, for another process."""
    own = connection.settings_dict
    if _is_sqlite():
        return f"sqlite:///{own['NAME']}"
    host = own["HOST"]  # or the folder of a Unix socket
    place = (f"/{host}" if host.startswith("/") else host) + (f":{own['PORT']}" if own["PORT"] else "")
    secret = f":{own['PASSWORD']}" if own["PASSWORD"] else ""
    return f"postgres://{own['USER']}{secret}@{place}/{own['NAME']}"


def _migrated() -> str:
    """Return the name of the model that the migrations make, made now if need be."""
    model = f"modele_{_digest(*MIGRATIONS)}"
    if not _exists(model):
        unfinished = f"{model}_{os.getpid()}"
        _migrate(_place(unfinished))
        _finish(unfinished, model)
    return model


def _demonstrated() -> str:
    """Return the name of the model that `import_communes` and `load_demo` make of it: its days count from today."""
    model = f"demo_{_digest(*EVERYTHING)}_{timezone.localdate():%d}"
    if not _exists(model):
        unfinished = f"{model}_{os.getpid()}"
        with _one_process_at_a_time("modele"):
            _copy(_migrated(), unfinished)
        # Whatever the run's engine is: no cluster hears of what is made here.
        with _connected_to(unfinished), mock.patch.dict(settings.ELASTICSEARCH, hosts=[]):
            call_command("import_communes", verbosity=0)
            call_command("load_demo", stdout=io.StringIO())
        _finish(unfinished, model)
    return model


def _migrate(place: str) -> None:
    """Make a database there with every migration applied, and leave it."""
    asked = connection.settings_dict["TEST"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = place
    try:
        config = setup_databases(verbosity=0, interactive=False)
        if _is_sqlite():  # nothing must stay in the write-ahead log
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        teardown_databases(config, verbosity=0, keepdb=True)
    finally:
        connection.settings_dict["TEST"]["NAME"] = asked


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """Have the connection lead to another database, and nothing remembered of the one before."""
    own = connection.settings_dict["NAME"]
    try:
        _lead_to(_place(name))
        yield
    finally:
        _lead_to(own)


def _lead_to(place: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = place
    expire_gazetteer()
    cache.clear()
    ContentType.objects.clear_cache()


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _place(name: str) -> str:
    """Return what the settings of a connection call a database of this name."""
    return str(FOLDER / f"{name}.sqlite3") if _is_sqlite() else name


def _exists(model: str) -> bool:
    if _is_sqlite():
        return Path(_place(model)).exists()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [model])
        return cursor.fetchone() is not None


def _copy(model: str, name: str) -> None:
    if _is_sqlite():
        shutil.copyfile(_place(model), _place(name))
    else:
        _administrate(f"CREATE DATABASE {name} TEMPLATE {model}")


def _finish(unfinished: str, model: str) -> None:
    """Give a model its name; files made from former sources go."""
    if not _is_sqlite():
        _administrate(f"ALTER DATABASE {unfinished} RENAME TO {model}")
        return
    for old in FOLDER.glob(f"{model.partition('_')[0]}_*.sqlite3"):
        if old != Path(_place(unfinished)):
            old.unlink()
    Path(_place(unfinished)).rename(_place(model))


def _drop(name: str) -> None:
    if _is_sqlite():
        Path(_place(name)).unlink()
    else:
        _administrate(f"DROP DATABASE {name}")


def _administrate(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement)


def _digest(*patterns: str) -> str:
    """Digest of the packages and of the sources that a model is made from."""
    root = Path(settings.BASE_DIR)
    made_from = hashlib.sha256(f"{django.VERSION} {metadata.version('wagtail')}".encode())
    paths = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    for path in [root / "uv.lock", *sorted(paths)]:
        if not {".venv", "__pycache__"}.intersection(path.parts):
            made_from.update(path.read_bytes())
    return made_from.hexdigest()[:16]


@contextmanager
def _one_process_at_a_time(kind: str) -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{kind}-{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

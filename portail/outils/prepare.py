"""Bring the database and the files up to date; runs in .venv. A second time there is nothing to do.

    python -m portail.outils.prepare                 for `make run`: with the demonstration's content and accounts
    python -m portail.outils.prepare --sans-demo     for an installation or an upgrade in production

Each step remembers the digest of what it was made from, per database, in var/etat/; an empty database forgets them all.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .console import Progress, done, step
from .paths import ROOT, VAR

STATE = VAR / "etat"
READY = STATE / "pret.json"
MIGRATIONS = (
    "geo/migrations/*.py",
    "search/migrations/*.py",
    "ressources/migrations/*.py",
    "portail/*/migrations/*.py",
)
SQLITE = VAR / "portail.sqlite3"  # the database when the environment names none


@dataclass(frozen=True)
class Step:
    """One management command, run again when a file that matches `sources` (globs from the root) has changed."""

    title: str
    command: str
    sources: tuple[str, ...]
    options: dict = field(default_factory=dict)
    after: tuple[str, ...] = ()  # run again when one of these commands has just run
    demo: bool = False

    def digest(self) -> str:
        return digest(path for pattern in self.sources for path in sorted(ROOT.glob(pattern)) if path.is_file())


STEPS = (
    Step("Communes de France et de la frontière belge", "import_communes", ("geo/data/**/*", "geo/importer.py")),
    Step("Rôles et permissions", "sync_roles", ("portail/comptes/*.py",), after=("migrate",)),
    Step(
        "Contenu de démonstration",
        "load_demo",
        (
            "ressources/demo/**/*",
            "portail/echanges/demo/**/*",
            "portail/opportunites/demo/**/*",
            "portail/pages/demo/**/*",
            "portail/rendezvous/demo/**/*",
        ),
        after=("import_communes",),
        demo=True,
    ),
    Step(
        "Index de recherche",
        "rebuild_search",
        ("search/**/*.py", "search/data/**/*", "ressources/recherche/**/*.py", "portail/*/recherche.py"),
        options={"best_effort": True},
        after=("import_communes", "load_demo"),
    ),
)
STATIC = Step(
    "Fichiers statiques",
    "collectstatic",
    ("static/**/*", "uv.lock", "portail/settings/*.py"),
    options={"interactive": False, "verbosity": 0},
)


def digest(files: Iterable[Path]) -> str:
    """Digest of names, sizes and dates: enough to see an edit, quick enough for every start."""
    listing = hashlib.sha256()
    for path in files:
        status = path.stat()
        listing.update(f"{path.relative_to(ROOT)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return listing.hexdigest()


class State:
    """What the last run did, for one database."""

    def __init__(self, key: str) -> None:
        self.path = STATE / f"{hashlib.sha256(key.encode()).hexdigest()[:16]}.json"
        self.digests: dict[str, str] = json.loads(self.path.read_text()) if self.path.exists() else {}

    def remember(self, name: str, value: str) -> None:
        STATE.mkdir(parents=True, exist_ok=True)
        self.digests[name] = value
        self.path.write_text(json.dumps(self.digests, indent=1))


def migrate(state: State, call: Callable) -> set[str]:
    """Apply the migrations that are missing; return {"migrate"} when there were any."""
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        state.digests = {}
    for alias in connections:  # the cache, with a database of its own beside SQLite, hears of what migrations write
        call("createcachetable", database=alias, verbosity=0)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return set()
    step(f"Base de données : {len(pending)} migrations")
    call("migrate", interactive=False, stdout=Progress(len(pending), "Applying "))
    return {"migrate"}


def prepare(*, demo: bool) -> None:
    """Run what is missing, in order; a CommandError stops everything."""
    from django.conf import settings
    from django.core.management import call_command

    database = settings.DATABASES["default"]
    state = State(f"{database.get('HOST')}/{database['NAME']}")
    ran = migrate(state, call_command)
    for part in (*STEPS, *([] if settings.DEBUG else [STATIC])):
        wanted = part.digest()
        if (part.demo and not demo) or (state.digests.get(part.command) == wanted and not ran.intersection(part.after)):
            continue
        step(part.title)
        call_command(part.command, **part.options)
        state.remember(part.command, wanted)
        ran.add(part.command)
    if demo:
        call_command("create_demo_accounts", verbosity=0)
        call_command("move_demo", verbosity=0)


def is_up_to_date(env: Mapping[str, str]) -> bool:
    """Tell, without loading Django, that the last run prepared this very SQLite file, from these very sources, for this
    very address.

    Any other database is asked each time: nobody knows here what became of it.
    """
    if env.get("DATABASE_URL") or (ROOT / ".env").exists() or not READY.exists():
        return False
    return json.loads(READY.read_text()) == _fingerprint(env)


def remember_ready(env: Mapping[str, str]) -> None:
    """Note what the preparation that has just ended was made from."""
    STATE.mkdir(parents=True, exist_ok=True)
    READY.write_text(json.dumps(_fingerprint(env)))


def sources_digest() -> str:
    """Digest of all that a preparation is made from."""
    patterns = {*MIGRATIONS, *(pattern for part in (*STEPS, STATIC) for pattern in part.sources)}
    return digest(sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}))


def _fingerprint(env: Mapping[str, str]) -> dict[str, str | int]:
    inode = SQLITE.stat().st_ino if SQLITE.exists() else 0
    asked = {"debug": env.get("DEBUG", ""), "adresse": env.get("BASE_URL", "")}
    return {"sources": sources_digest(), "base": inode, **asked}


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portail.settings.dev")
    VAR.mkdir(parents=True, exist_ok=True)
    import django
    from django.core.management import CommandError

    django.setup()
    try:
        prepare(demo="--sans-demo" not in arguments)
    except CommandError as error:
        sys.exit(f"✗ {error}")
    remember_ready(os.environ)
    done("Base de données et contenu prêts")


if __name__ == "__main__":
    main(sys.argv[1:])

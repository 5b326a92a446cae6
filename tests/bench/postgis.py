"""The peer: PostgreSQL with PostGIS, its own full-text search and its trigrams, as a good directory uses them."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psycopg2

if TYPE_CHECKING:
    from .entries import Entry

DEBIAN_PACKAGE = "postgresql-15-postgis-3"
SETTINGS = "-c shared_buffers=512MB -c fsync=off -c synchronous_commit=off -c listen_addresses="
SCHEMA = """
create extension postgis; create extension pg_trgm; create extension unaccent;
create text search configuration fr_un (copy = french);
alter text search configuration fr_un alter mapping for hword, hword_part, word with unaccent, french_stem;
create table r (
    id int primary key, titre text, url text, commune text, theme text, zone text, age_min int, geog geography(Point)
);
create table commune (nom text, population int)
"""
INDEXES = """
alter table r add tsv tsvector;
update r set tsv = to_tsvector('fr_un', titre || ' ' || theme);
create index on r using gist (geog); create index on r using gin (tsv);
create index on commune using gin (nom gin_trgm_ops);
"""
SEARCH = """
select id, st_distance(geog, %(p)s::geography) d, theme, age_min, titre, url, commune from r
where st_dwithin(geog, %(p)s::geography, 20000) and tsv @@ plainto_tsquery('fr_un', %(q)s)
  and (zone = '' or zone = any(%(zones)s))
"""
TRIGRAM = """
select nom from commune where similarity(nom, %s) > 0.1 order by similarity(nom, %s) desc, population desc limit 8
"""


class MissingPostgis(RuntimeError):
    """The peer's server cannot be had here."""


def find_binaries() -> Path:
    """Return the folder of PostgreSQL's programs, installing Debian's package as root.

    Raises MissingPostgis with the cure.
    """
    for _ in range(2):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if found and list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
            return found[-1].parent
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            break
        print(f"Installation de {DEBIAN_PACKAGE}…", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", DEBIAN_PACKAGE], check=True, stdout=subprocess.DEVNULL)
    raise MissingPostgis(f"PostGIS manque : installez {DEBIAN_PACKAGE} (sudo apt-get install {DEBIAN_PACKAGE}).")


@contextmanager
def server() -> Iterator[str]:
    """Start a server of its own in a temporary folder; yield the folder of its socket. It refuses to run as root."""
    binaries = find_binaries()
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="mesure-pg-") as folder:
        data = Path(folder) / "donnees"
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [binaries / program, *arguments],
                check=True, stdout=subprocess.DEVNULL, cwd=folder,
                user=account.pw_uid if account else None, group=account.pw_gid if account else None,
            )  # fmt: skip

        run("initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "--locale=C.UTF-8")
        run("pg_ctl", "-D", str(data), "-w", "-l", f"{folder}/journal", "-o", f"{SETTINGS} -k {folder}", "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


class Answer(NamedTuple):
    """What a search brings: id, distance in metres, theme, age, title, address and commune of the nearest."""

    total: int
    nearest: list[tuple]
    themes: Counter[str]
    ages: Counter[int]


class Postgis:
    """The peer's database and its best queries."""

    def __init__(self, socket: str, database: str = "pair"):
        self.connection = psycopg2.connect(host=socket, user="postgres", dbname=database)
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        self.backend = self.connection.get_backend_pid()  # the server's process that works for this connection

    @classmethod
    def create(cls, socket: str, database: str = "pair") -> "Postgis":
        boss = psycopg2.connect(host=socket, user="postgres", dbname="postgres")
        boss.autocommit = True
        boss.cursor().execute(f"create database {database}")
        boss.close()
        peer = cls(socket, database)
        peer.cursor.execute(SCHEMA)
        return peer

    def fill(self, entries: "Iterable[Entry]") -> None:
        """Copy the entries in, then make the indexes: the quickest way."""
        rows = StringIO()
        for e in entries:
            point = f"SRID=4326;POINT({e.longitude} {e.latitude})"
            url = f"/mesure/{e.id}/"
            rows.write("\t".join(map(str, (e.id, e.titre, url, e.commune, e.theme, e.zone, e.age_min, point))) + "\n")
        rows.seek(0)
        self.cursor.copy_expert("copy r (id, titre, url, commune, theme, zone, age_min, geog) from stdin", rows)

    def fill_communes(self, noms: Iterable[tuple[str, int]]) -> None:
        rows = StringIO("".join(f"{nom}\t{population}\n" for nom, population in noms))
        self.cursor.copy_expert("copy commune from stdin", rows)

    def make_indexes(self) -> None:
        self.cursor.execute(INDEXES)
        self.cursor.execute("vacuum analyze r")
        self.cursor.execute("vacuum analyze commune")

    def search(self, words: str, latitude: float, longitude: float, zones: list[str]) -> "Answer":
        """Return the total, the 20 nearest and the facets, counted here as a view would."""
        point = f"SRID=4326;POINT({longitude} {latitude})"
        self.cursor.execute(SEARCH, {"p": point, "q": words, "zones": zones})
        rows = self.cursor.fetchall()
        rows.sort(key=lambda row: row[1])
        return Answer(len(rows), rows[:20], Counter(row[2] for row in rows), Counter(row[3] for row in rows))

    def find_commune(self, text: str) -> list[str]:
        """Return eight names by similarity: what a peer's address box does."""
        self.cursor.execute(TRIGRAM, (text, text))
        return [nom for (nom,) in self.cursor.fetchall()]

    def megabytes(self) -> float:
        """Return the size of the entries and of their indexes."""
        self.cursor.execute("select pg_total_relation_size('r')")
        return self.cursor.fetchone()[0] / 1e6

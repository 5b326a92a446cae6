"""Brings the shipped table of communes into the database."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Count

from geo import shipped
from geo.models import (
    Arrondissement,
    Commune,
    Departement,
    Epci,
    Pays,
    Region,
    TypeCommune,
    VersionTable,
)
from geo.models.version import bump_version

Key = tuple[str, str, str]  # (country, code, type)
Progress = Callable[[int, int], None]  # (communes done, communes in all)

BATCH = 1000

TERRITOIRES = (
    (Region, shipped.REGIONS),
    (Departement, shipped.DEPARTEMENTS),
    (Arrondissement, shipped.ARRONDISSEMENTS),
    (Epci, shipped.EPCI),
)

# What an import may change of a commune it already knows.
FIELDS = (
    "nom", "nom_nl", "codes_postaux", "population", "epci_id", "arrondissement_id",
    "departement_id", "region_id", "parent_id", "anciens_codes", "anciens_noms",
    "latitude", "longitude", "active",
)  # fmt: skip


@dataclass
class Report:
    """How many communes the table holds, and what an import did with them."""

    lues: int = 0
    creees: int = 0
    modifiees: int = 0
    retirees: int = 0
    par_type: Counter = field(default_factory=Counter)

    @property
    def inchangees(self) -> int:
        return self.lues - self.creees - self.modifiees

    @property
    def changed(self) -> bool:
        return bool(self.creees or self.modifiees or self.retirees)


@transaction.atomic
def import_table(
    progress: Progress = lambda done, total: None,
    *,
    folder: Path = shipped.DATA_DIR,
    force: bool = False,
) -> Report:
    """Insert what is new, update what differs, retire what the table no longer holds.

    All or nothing; a second run writes nothing. Nothing is deleted, since entries may refer
    to a commune of last year: it becomes inactive and, if another took over its code, part
    of that one. Unless `force`, files imported as they are, and not touched since, are not
    even read.
    """
    digest = compute_digest(folder)
    up_to_date = VersionTable.objects.filter(fichiers=digest).exists()
    if up_to_date and not force:
        return _unchanged_report()
    changed = [_import_territoires(model, name, folder) for model, name in TERRITOIRES]
    report = CommuneImport([*_french_rows(folder), *_belgian_rows(folder)], progress).run()
    if report.changed or any(changed) or not up_to_date:
        bump_version(digest)
        _refresh_statistics()
    return report


def _refresh_statistics() -> None:
    """Tell PostgreSQL what the table holds now: until it knows, it may read the whole of it for every row of a join."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(Commune._meta.db_table)}")


def compute_digest(folder: Path = shipped.DATA_DIR) -> str:
    """Return a digest of the files and of what an import makes of them."""
    return sha256(f"{shipped.compute_digest(folder)} {FIELDS}".encode()).hexdigest()


def _unchanged_report() -> Report:
    communes = Commune.objects.active().order_by()
    types = Counter(dict(communes.values_list("type").annotate(Count("pk"))))
    return Report(lues=types.total(), par_type=types)


def _import_territoires(model, name: str, folder: Path) -> int:
    """Insert or update the rows of one kind of territory; return how many differed."""
    rows = [_with_ids(row) for row in shipped.read_rows(name, folder)]
    known = {row["code"]: row for row in model.objects.values(*rows[0])}
    wanted = [model(**row) for row in rows if known.get(row["code"]) != row]
    model.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name for name in rows[0] if name != "code"],
    )
    return len(wanted)


def _with_ids(row: dict) -> dict:
    foreign = {"region", "departement"}
    return {f"{key}_id" if key in foreign else key: value for key, value in row.items()}


class CommuneImport:
    """One import of the communes: compares the rows with the database, writes the differences.

    A row holds a `key` and the FIELDS, but for `parent_id`: it has `parent`, a code or "".
    """

    def __init__(self, rows: list[dict], progress: Progress):
        self.rows = rows
        self.progress = progress
        types = Counter(row["key"][2] for row in rows)
        self.report = Report(lues=len(rows), par_type=types)
        columns = ("pays", "code", "type", *FIELDS)
        self.known: dict[Key, tuple] = {
            tuple(values[:3]): values[3:] for values in Commune.objects.values_list(*columns)
        }

    def run(self) -> Report:
        """Write whole communes first, since their parts refer to them."""
        whole = [row for row in self.rows if not row["parent"]]
        parts = [row for row in self.rows if row["parent"]]
        self._write(whole, {})
        pks = dict(_french_communes().values_list("code", "pk"))
        self._write(parts, pks)
        self._retire_missing(pks)
        return self.report

    def _write(self, rows: list[dict], parents: dict[str, int]) -> None:
        wanted = []
        for row in rows:
            row["parent_id"] = parents.get(row["parent"])
            known = self.known.get(row["key"])
            if known != tuple(row[name] for name in FIELDS):
                wanted.append(_make_commune(row))
                self.report.creees += known is None
                self.report.modifiees += known is not None
        for start in range(0, len(wanted), BATCH):
            Commune.objects.bulk_create(
                wanted[start : start + BATCH],
                update_conflicts=True,
                unique_fields=["pays", "code", "type"],
                update_fields=FIELDS,
            )
            self.progress(min(start + BATCH, len(wanted)), len(wanted))

    def _retire_missing(self, pks: dict[str, int | None]) -> None:
        """Make inactive what the rows no longer hold, under the commune that took its code over."""
        gone = self.known.keys() - {row["key"] for row in self.rows}
        heirs = {old: row["key"][1] for row in self.rows for old in row["anciens_codes"]}
        for pays, code, genre in sorted(gone):
            commune = Commune.objects.get(pays=pays, code=code, type=genre)
            if commune.active:
                commune.active = False
                commune.parent_id = pks.get(heirs.get(code, ""), commune.parent_id)
                commune.save(update_fields=["active", "parent"])
                self.report.retirees += 1


def _french_communes():
    return Commune.objects.current().filter(pays=Pays.FRANCE)


def _make_commune(row: dict) -> Commune:
    pays, code, genre = row["key"]
    fields = {name: row[name] for name in FIELDS}
    return Commune(pays=pays, code=code, type=genre, **fields)


def _french_rows(folder: Path) -> Iterator[dict]:
    for row in shipped.read_rows(shipped.COMMUNES, folder):
        yield _parse(row, (str(Pays.FRANCE), row["code"], row["type"]))


def _belgian_rows(folder: Path) -> Iterator[dict]:
    regions = {row["code"]: row["region"] for row in shipped.read_rows(shipped.DEPARTEMENTS, folder)}
    for row in shipped.read_rows(shipped.BELGIQUE, folder):
        row["region"] = regions[row["departement"]]
        yield _parse(row, (str(Pays.BELGIQUE), row["code"], str(TypeCommune.COMMUNE)))


def _parse(row: dict, key: Key) -> dict:
    """Give a row of the files the types of the database; columns it lacks are empty."""
    return {
        "key": key,
        "nom": row["nom"],
        "nom_nl": row.get("nom_nl", ""),
        "codes_postaux": row["codes_postaux"],
        "population": int(row["population"]) if row["population"] else None,
        "epci_id": row.get("epci") or None,
        "arrondissement_id": row.get("arrondissement") or None,
        "departement_id": row["departement"],
        "region_id": row["region"],
        "parent": row.get("parent", ""),
        "anciens_codes": row["anciens_codes"],
        "anciens_noms": row["anciens_noms"],
        "latitude": float(row["latitude"]) if row["latitude"] else None,
        "longitude": float(row["longitude"]) if row["longitude"] else None,
        "active": True,
    }

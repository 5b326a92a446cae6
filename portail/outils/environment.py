"""The project's environment: .venv, with exactly the versions of uv.lock."""

import contextlib
import fcntl
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from . import uv
from .console import Failure, check, done, step
from .paths import ROOT, TOOLS, VENV, VENV_PYTHON

STAMP = VENV / ".installed"  # digest of what the environment was made from
SUPPORTED = ((3, 11), (3, 13))


def ensure() -> None:
    """Create or update .venv when the lock file has changed; nothing to do costs a few milliseconds."""
    if _is_current():
        return
    with _lock():
        if _is_current():  # another command has just done it
            return
        step("Installation des dépendances verrouillées dans .venv (une fois ; environ une minute)")
        check(
            [uv.find_or_install(), "sync", *_quiet(), "--locked", "--inexact", "--python", _python()],
            env=uv.environment() | {"UV_PROJECT_ENVIRONMENT": str(VENV)},
            failure=Failure(
                "Les dépendances n'ont pas pu être installées.",
                "Vérifier l'accès à PyPI (HTTPS_PROXY, UV_DEFAULT_INDEX) et la place sur le disque, puis relancer.",
            ),
        )
        STAMP.write_text(_digest())
    done("Environnement prêt dans .venv")


def _is_current() -> bool:
    return VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text() == _digest()


def _quiet() -> list[str]:
    """uv draws its progress on a terminal; elsewhere it would print a hundred names."""
    return [] if sys.stderr.isatty() else ["--quiet"]


def _digest() -> str:
    sources = (ROOT / name for name in ("uv.lock", "pyproject.toml"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _python() -> str:
    """The Python for .venv: the one that runs this tool, or one that uv finds when this one is too recent."""
    if SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        return str(Path(getattr(sys, "_base_executable", sys.executable)))
    return ".".join(map(str, SUPPORTED[1]))


@contextlib.contextmanager
def _lock() -> Iterator[None]:
    TOOLS.mkdir(parents=True, exist_ok=True)
    with (TOOLS / "install.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

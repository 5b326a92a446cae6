"""The suite once more on the other side of Django 6: Python 3.11 resolves to Django 5.2, later ones to Django 6."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from . import suite, uv
from .console import Failure, check, step
from .paths import TOOLS, VENV_PYTHON

NEWER, OLDER = ("3.13", "3.12"), ("3.11",)


def run(extra: Sequence[str]) -> int:
    """Make an environment under var/outils for another Python; run the suite there on SQLite. `extra` is pytest's."""
    wanted = NEWER if _version(VENV_PYTHON) in OLDER else OLDER
    version, python = next(filter(None, map(_find, wanted)), (wanted[0], wanted[0]))  # uv downloads it if need be
    environment = TOOLS / f"python-{version}"
    step(f"Environnement de Python {version}")
    check(
        [uv.find_or_install(), "sync", "--quiet", "--locked", "--python", python],
        env=uv.environment() | {"UV_PROJECT_ENVIRONMENT": str(environment)},
        failure=Failure(f"Pas d'environnement pour Python {version}.", f"Installer Python {version}, puis relancer."),
    )
    other = suite.Suite(
        f"python-{version}",
        f"Suite sur Python {version}, {_django(environment / 'bin' / 'python')}",
        python=environment / "bin" / "python",
    )
    return suite.run([other], extra)


def _find(version: str) -> tuple[str, str] | None:
    """A Python of this version that runs; pyenv's shims exist even for those that it will not start."""
    candidates = [shutil.which(f"python{version}"), *Path.home().glob(f".pyenv/versions/{version}.*/bin/python")]
    return next(((version, str(path)) for path in candidates if path and _version(path) == version), None)


def _version(python: str | Path) -> str:
    return _ask(python, "import sys; print('.'.join(map(str, sys.version_info[:2])))")


def _django(python: Path) -> str:
    return "Django " + _ask(python, "import django; print(django.__version__)")


def _ask(python: str | Path, question: str) -> str:
    try:
        answer = subprocess.run([python, "-c", question], capture_output=True, text=True, env=os.environ, check=False)
    except OSError:
        return ""
    return answer.stdout.strip()

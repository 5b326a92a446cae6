"""Find uv, which reads the lock file; or install it privately under var/outils."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .console import Failure, check, step, warn
from .paths import TOOLS

MINIMUM = (0, 8)
PRIVATE = TOOLS / "uv"
# The system's certificates, as pip does: a company's proxy has its own authority. The second name is the older one.
ENVIRONMENT = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", "UV_NO_PROGRESS": "" if sys.stderr.isatty() else "1"}


def find_or_install() -> Path:
    """Return a uv that runs; raise Failure, with the cure, when there is none and none can be installed."""
    candidates = [
        PRIVATE / "bin" / "uv",
        shutil.which("uv"),
        Path.home() / ".local/bin/uv",
        Path.home() / ".cargo/bin/uv",
    ]
    for candidate in candidates:
        if candidate and _works(candidate):
            return Path(candidate)
    step("uv n'est pas installé : il l'est dans var/outils, pour ce projet seulement")
    for install in (_install_in_venv, _install_with_pip, _install_with_apt):
        if install() and _works(PRIVATE / "bin" / "uv"):
            return PRIVATE / "bin" / "uv"
    raise Failure(
        "uv n'a pas pu être installé : ni « venv » ni « pip » ne répondent, ou le dépôt PyPI est injoignable.",
        "Debian, Ubuntu : sudo apt install python3-venv, puis relancer ; "
        "ou installer uv soi-même (https://docs.astral.sh/uv/) ; derrière un proxy, régler HTTPS_PROXY.",
    )


def environment() -> dict[str, str]:
    """Return the environment for uv: this one, less an active virtualenv that it would complain about."""
    kept = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    return kept | {name: os.environ.get(name, value) for name, value in ENVIRONMENT.items() if value}


def _works(candidate: str | Path) -> bool:
    try:
        answer = subprocess.run([candidate, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    found = re.search(r"(\d+)\.(\d+)", answer.stdout)
    return answer.returncode == 0 and found is not None and tuple(map(int, found.groups())) >= MINIMUM


def _succeeds(*command: str | Path) -> bool:
    try:
        check(command)
    except (Failure, OSError):
        return False
    return True


def _install_in_venv() -> bool:
    shutil.rmtree(PRIVATE, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", PRIVATE], capture_output=True, check=False).returncode:
        warn("« python -m venv » ne marche pas ici (sous Debian, il manque le paquet python3-venv)")
        shutil.rmtree(PRIVATE, ignore_errors=True)
        return False
    return _succeeds(PRIVATE / "bin" / "python", "-m", "pip", "install", "--quiet", "uv")


def _install_with_pip() -> bool:
    """pip without venv: --target is allowed even where the system's Python is "externally managed"."""
    return _succeeds(sys.executable, "-m", "pip", "install", "--quiet", "--target", PRIVATE, "uv")


def _install_with_apt() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    step("Installation du paquet python3-venv du système")
    _succeeds("apt-get", "update", "-qq")
    return _succeeds("apt-get", "install", "-y", "-qq", "python3-venv") and _install_in_venv()

"""Find a Chromium for the browser tests, or install one: the system's package, else Playwright's own download.

The headless shell is asked first: the same engine without the browser's own windows, a fifth cheaper.
"""

import os
import shutil
import subprocess

from .console import Failure, check, run, step
from .paths import TOOLS, VENV_PYTHON

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium-headless-shell", "fonts-liberation")
DOWNLOADS = TOOLS / "navigateurs"
CURE = "Installer Chromium (Debian : sudo apt install chromium), ou régler CHROMIUM=/chemin/vers/chromium."


def find_or_install() -> str:
    """Return the path of a Chromium that starts; raise Failure with the cure when there is none."""
    if path := _find():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        step("Installation de Chromium (paquet du système)")
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES])
        if path := _find():
            return path
    step("Téléchargement du Chromium de Playwright dans var/outils")
    check(
        [VENV_PYTHON, "-m", "playwright", "install", "--only-shell", "chromium"],
        env=os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)},
        failure=Failure("Aucun navigateur pour les tests, et son téléchargement a échoué.", CURE),
    )
    if path := _find():
        return path
    raise Failure("Le navigateur installé ne démarre pas.", CURE)


def _find() -> str | None:
    downloaded = sorted(DOWNLOADS.glob("chromium*/*/*headless*shell*"))
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *map(str, downloaded)]
    return next((path for path in candidates if path and _starts(path)), None)


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False

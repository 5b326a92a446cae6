"""`make relevance`: what the judged queries find, on each engine and with the baselines."""

from collections.abc import Sequence

from . import console
from .paths import VENV_PYTHON


def run(arguments: Sequence[str]) -> int:
    return console.run([VENV_PYTHON, "-m", "tests.search.relevance", *arguments])

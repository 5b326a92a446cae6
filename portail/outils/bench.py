"""`make bench`: the measures of tests/bench, on generated entries."""

from collections.abc import Sequence

from . import console
from .paths import VENV_PYTHON


def run(*, number: int, arguments: Sequence[str]) -> int:
    return console.run([VENV_PYTHON, "-m", "tests.bench", "--number", str(number), *arguments])

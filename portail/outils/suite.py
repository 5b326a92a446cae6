"""`make test`: the suite on SQLite, on PostgreSQL, the search on Elasticsearch, the journeys in a browser; one summary.

In continuous integration (variable CI), a skipped test is a failure: nothing there may be missing.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from . import chromium, console, java
from .console import Failure, check, done, fail, step
from .paths import ROOT, VAR, VENV_PYTHON

REPORTS = VAR / "tests"
PROCESSES = str(min(os.cpu_count() or 1, 4))


@dataclass(frozen=True)
class Suite:
    """One run of pytest: its options, and what must stand beside it."""

    name: str
    title: str
    arguments: tuple[str, ...] = ("--ignore=tests/e2e",)
    postgresql: bool = False
    browser: bool = False
    elasticsearch: bool = False
    folder: str = "tests"  # the tests it is for
    python: Path = VENV_PYTHON
    whole: bool = True  # and not a part that was asked for

    def command(self, extra: Sequence[str]) -> list[str]:
        pytest = [str(self.python), "-m", "pytest", "-n", PROCESSES, "--dist=loadgroup", *self.arguments, *extra]
        pytest.append(f"--junit-xml={self.report}")
        if self.elasticsearch:
            return [str(self.python), "-m", "portail.outils.elasticsearch", "--", *pytest]
        if self.postgresql and "TEST_DATABASE_URL" not in os.environ:
            return [str(self.python), "-m", "portail.outils.postgres", "--", *pytest]
        return pytest

    def environment(self) -> dict[str, str]:
        others = {"DATABASE_URL"} if self.elasticsearch else {"DATABASE_URL", "ELASTICSEARCH_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in others}
        if self.postgresql and "TEST_DATABASE_URL" in os.environ:
            kept["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
        if self.browser:
            kept["CHROMIUM"] = chromium.find_or_install()
        return kept

    def prepare(self, env: Mapping[str, str]) -> None:
        """Make, in sight, what the suite stands on: pytest would hide how far it is. Raises Failure."""
        if not self.browser:
            return
        step(f"Navigateur : {env['CHROMIUM']}")
        step("Site de démonstration des parcours (une fois, puis à chaque changement)")
        unready = Failure("Le site des parcours n'a pas pu être préparé : la raison est au-dessus.")
        check([self.python, "-m", "tests.e2e.server"], env=env, failure=unready)

    @contextmanager
    def models(self, env: Mapping[str, str]) -> Iterator[None]:
        """Make the databases that the suite copies beside its first tests, which need none."""
        if self.browser or self.postgresql or not self.whole:
            yield
            return
        made = {**env, "DJANGO_SETTINGS_MODULE": "portail.settings.test"}
        with subprocess.Popen([self.python, "-m", "tests.outils.models"], cwd=ROOT, env=made):
            yield

    @property
    def report(self) -> Path:
        return REPORTS / f"{self.name}.xml"

    def wants(self, paths: Sequence[str]) -> bool:
        """Whether the paths asked for, if any, are this suite's."""
        return not paths or any(self.holds(path) for path in paths)

    def holds(self, path: str) -> bool:
        """Whether a path is of this suite's tests."""
        return path.startswith("tests/e2e") == self.browser and path.startswith(self.folder)

    @property
    def missing(self) -> str:
        """What the machine lacks to run it, "" for nothing. In continuous integration it then fails with the cure."""
        lacks = self.elasticsearch and not (os.environ.get("ELASTICSEARCH_URL") or "CI" in os.environ or java.find())
        return f"il faut un JDK {java.OLDEST} ou plus récent" if lacks else ""


SQLITE = Suite("sqlite", "Suite sur SQLite")
POSTGRESQL = Suite("postgresql", "Suite sur PostgreSQL", postgresql=True)
BROWSER = Suite("navigateur", "Parcours dans un navigateur", arguments=("tests/e2e",), browser=True)
ELASTICSEARCH = Suite(
    "elasticsearch",
    "Recherche sur Elasticsearch",
    arguments=("tests/search",),
    elasticsearch=True,
    folder="tests/search",
)
ALL = (SQLITE, POSTGRESQL, ELASTICSEARCH, BROWSER)
NOTHING_SELECTED = 5  # pytest's exit status


def run(suites: Sequence[Suite], extra: Sequence[str]) -> int:
    """Run every suite even after a failure, then sum up; return 1 when one failed."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    paths = [argument for argument in extra if (ROOT / argument.partition("::")[0]).exists()]
    lines: list[tuple[bool, str]] = []
    for suite in suites:
        if suite.wants(paths):
            asked = [argument for argument in extra if argument not in paths or suite.holds(argument)]
            part = replace(suite, arguments=(), whole="tests/portail" in paths)
            lines.append(_run_one(part if paths else suite, asked))
    print(file=sys.stderr)
    for passed, line in lines:
        done(line) if passed else fail(Failure(line))
    return 0 if all(passed for passed, _line in lines) else 1


def _run_one(suite: Suite, extra: Sequence[str]) -> tuple[bool, str]:
    step(suite.title)
    if suite.missing:
        return True, f"{suite.title} : sautée, {suite.missing}"
    suite.report.unlink(missing_ok=True)
    start = time.monotonic()
    env = suite.environment()
    suite.prepare(env)
    with suite.models(env):
        status = console.run(suite.command(extra), env=env)
    passed, failed, skipped = _counts(suite.report)
    counts = f"{passed} réussis, {failed} échoués, {skipped} sautés"
    if status in (0, NOTHING_SELECTED):
        status = (skipped > 0 and "CI" in os.environ) or (status == NOTHING_SELECTED and not extra)
    return not status, f"{suite.title} : {counts}, en {time.monotonic() - start:.0f} s"


def _counts(report: Path) -> tuple[int, int, int]:
    """Return (passed, failed, skipped) from pytest's XML report; zeros when it was not written."""
    suite = ElementTree.parse(report).getroot().find("testsuite") if report.exists() else None  # noqa: S314 - our own
    if suite is None:
        return 0, 0, 0
    skipped, failed = int(suite.get("skipped", 0)), int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return int(suite.get("tests", 0)) - failed - skipped, failed, skipped

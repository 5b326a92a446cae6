"""`make torture`: the proofs of appointments and messages at full size, on SQLite and on PostgreSQL, then a table.

90 threads × 20 rounds on PostgreSQL, 200 threads on SQLite, 100 forms at once on a running gunicorn, 600 messages
and 24 workers killed, 600 mails through ten minutes without a mail server. The same tests as `make test` runs small:
what differs is how many come at once. Those ten minutes last 20 seconds, the delays of new attempts as much less;
`MINUTE=60 make torture` waits for them. Any other size is a variable too: COUREURS, MANCHES, REQUETES, MESSAGES, KILLS.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from portail.outils.console import Failure, done, fail, step
from portail.outils.paths import ROOT

TESTS = ("tests/portail/rendezvous/test_concurrence.py", "tests/portail/notifications/test_endurance.py")
COMMON = {"REQUETES": "100", "MESSAGES": "600", "KILLS": "24", "MINUTE": "2"}
ENGINES = {
    "SQLite": ({"COUREURS": "200", "MANCHES": "3"}, ()),
    "PostgreSQL": ({"COUREURS": "90", "MANCHES": "20"}, (sys.executable, "-m", "portail.outils.postgres", "--")),
}


@dataclass(frozen=True)
class Epreuve:
    """What one test came to."""

    nom: str
    tenu: bool
    secondes: float
    chiffres: str


def read_report(report: Path) -> Iterator[Epreuve]:
    """Yield what pytest wrote of each test (JUnit's XML), with the figures that the test gave."""
    for case in ElementTree.parse(report).iter("testcase"):
        chiffres = [un.get("value", "") for un in case.iter("property") if un.get("name") == "chiffres"]
        failed = any(case.find(fault) is not None for fault in ("failure", "error", "skipped"))
        yield Epreuve(
            case.get("name", "").removeprefix("test_").replace("_", " "),
            not failed,
            float(case.get("time", 0)),
            " ".join(chiffres),
        )


def torment(engine: str, report: Path, arguments: list[str]) -> bool:
    """Run the proofs on one engine; return whether all of them held."""
    size, before = ENGINES[engine]
    size = {nom: os.environ.get(nom, valeur) for nom, valeur in (size | COMMON).items()}
    step(f"{engine} : {', '.join(f'{nom}={valeur}' for nom, valeur in size.items())}")
    written = ["-o", "junit_family=xunit1", f"--junitxml={report}"]  # the family that carries figures
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:randomly", *written, *TESTS, *arguments]
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.call([*before, *command], cwd=ROOT, env=kept | size) == 0


def draw(engine: str, epreuves: list[Epreuve]) -> Iterator[str]:
    """Yield the lines of an engine's table."""
    yield f"\n{engine}"
    for epreuve in epreuves:
        yield f"  {'tenu ' if epreuve.tenu else 'ÉCHEC'} {epreuve.secondes:7.1f} s  {epreuve.nom}"
        if epreuve.chiffres:
            yield f"{'':18}{epreuve.chiffres}"


def main(arguments: list[str]) -> int:
    """Run both engines even after a failure; return 1 when one failed. `arguments` go to pytest."""
    debut, failed, tables = time.monotonic(), [], {}
    with TemporaryDirectory() as folder:
        for engine in ENGINES:
            report = Path(folder) / f"{engine}.xml"
            if not torment(engine, report, arguments):
                failed.append(engine)
            tables[engine] = list(read_report(report)) if report.exists() else []
    lines = [line for engine, epreuves in tables.items() for line in draw(engine, epreuves)]
    sys.stdout.write("\n".join([*lines, "", f"{time.monotonic() - debut:.0f} s en tout.", ""]))
    sys.stdout.flush()
    if failed:
        fail(Failure(f"N’a pas tenu : {', '.join(failed)}."))
        return 1
    done("Tout a tenu")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

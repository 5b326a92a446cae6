"""`make torture`: the proofs of appointments and messages at full size, on SQLite and on PostgreSQL.

90 threads × 20 rounds on PostgreSQL, 200 threads on SQLite, 100 forms at once on a running gunicorn, 600 messages
and 24 workers killed. The same tests as `make test` runs small: what differs is how many come at once.
"""

import os
import subprocess
import sys

from portail.outils.console import Failure, done, fail, step
from portail.outils.paths import ROOT

TESTS = ("tests/portail/rendezvous/test_concurrence.py", "tests/portail/notifications/test_endurance.py")
COMMON = {"REQUETES": "100", "MESSAGES": "600", "KILLS": "24"}
ENGINES = {
    "SQLite": ({"COUREURS": "200", "MANCHES": "3"}, ()),
    "PostgreSQL": ({"COUREURS": "90", "MANCHES": "20"}, (sys.executable, "-m", "portail.outils.postgres", "--")),
}


def main(arguments: list[str]) -> int:
    """Run both engines even after a failure; return 1 when one failed. `arguments` go to pytest."""
    failed = []
    for engine, (size, before) in ENGINES.items():
        step(f"{engine} : {', '.join(f'{nom}={valeur}' for nom, valeur in (size | COMMON).items())}")
        command = [
            *before,
            sys.executable,
            "-m",
            "pytest",
            "-v",
            "--durations=0",
            "-p",
            "no:randomly",
            *TESTS,
            *arguments,
        ]
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        if subprocess.call(command, cwd=ROOT, env=kept | COMMON | size):
            failed.append(engine)
    if failed:
        fail(Failure(f"N’a pas tenu : {', '.join(failed)}."))
        return 1
    done("Tout a tenu")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the tools say on the terminal, in French, and how they run a long command without going silent."""

import io
import os
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from .paths import ROOT

PULSE = 5.0  # seconds between two signs of life when the command's own progress bar cannot show

_colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ


class Failure(Exception):
    """A set-up fault that the reader can mend: what went wrong, and the cure."""

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.cure = cure


def paint(code: str, text: str) -> str:
    return f"\033[{code}m{text}\033[0m" if _colour else text


def step(text: str) -> None:
    print(paint("1;34", "▸ ") + text, file=sys.stderr, flush=True)


def done(text: str) -> None:
    print(paint("1;32", "✓ ") + text, file=sys.stderr, flush=True)


def warn(text: str) -> None:
    print(paint("1;33", "! ") + text, file=sys.stderr, flush=True)


def fail(failure: Failure) -> None:
    print(paint("1;31", "✗ ") + str(failure), file=sys.stderr)
    if failure.cure:
        print("  → " + failure.cure.replace("\n", "\n    "), file=sys.stderr)


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run the command to its end with its output shown, and return its exit status.

    On a terminal the command draws its own progress; elsewhere a line every few seconds tells that it still works.
    """
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, env=dict(env) if env is not None else None)
    over = threading.Event()
    if not sys.stderr.isatty():
        threading.Thread(target=_pulse, args=(over,), daemon=True).start()
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()  # the terminal has sent Ctrl-C to the child too
        raise
    finally:
        over.set()


def check(command: Sequence[str | Path], *, failure: Failure | None = None, **options) -> None:
    """Run the command; a non-zero exit status raises the Failure given, or one that shows the command."""
    if run(command, **options) != 0:
        raise failure or Failure(f"La commande a échoué : {shlex.join(map(str, command))}")


class Progress(io.TextIOBase):
    """Draws a bar out of a command's own lines: each one that starts with `mark` counts for one."""

    def __init__(self, total: int, mark: str) -> None:
        self.total, self.mark, self.count, self.shown = total, mark, 0, 0.0

    def write(self, text: str) -> int:
        self.count += text.strip().startswith(self.mark)
        on_terminal, now = sys.stderr.isatty(), time.monotonic()
        if now - self.shown >= (0.1 if on_terminal else PULSE) or (on_terminal and self.count == self.total):
            self.shown = now
            filled = 30 * self.count // max(self.total, 1)
            end = "\n" if self.count == self.total or not on_terminal else ""
            start = "\r" if on_terminal else ""
            print(f"{start}  {'█' * filled:░<30} {self.count}/{self.total}", end=end, file=sys.stderr, flush=True)
        return len(text)


def _pulse(over: threading.Event) -> None:
    start = time.monotonic()
    while not over.wait(PULSE):
        print(f"  … {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)

"""Several processes side by side in the foreground: the end of one, Ctrl-C or SIGTERM ends them all."""

import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .console import Failure, step
from .paths import ROOT

STARTUP = 180.0  # seconds that the site may take to answer on a busy machine
GRACE = 15.0  # seconds left to a request or a task in progress when asked to stop
LOOK = 0.2  # seconds between two looks

Commands = Mapping[str, Sequence[str | Path]]


def supervise(commands: Commands, *, env: Mapping[str, str], probe: str, ready: Callable[[], None]) -> int:
    """Run the commands until asked to stop; call `ready` once the address `probe` has answered 200.

    Raises Failure when a process ends by itself, when the address answers an error or does not answer in time.
    """
    asked: list[int] = []
    former = {
        number: signal.signal(number, lambda received, _frame: asked.append(received))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    processes = {
        name: subprocess.Popen([str(part) for part in command], cwd=ROOT, env=dict(env))
        for name, command in commands.items()
    }
    waiting, deadline = True, time.monotonic() + STARTUP
    try:
        while not asked:
            _require_alive(processes)
            if waiting and _is_ready(probe, deadline):
                waiting = False
                ready()
            time.sleep(LOOK)
        step("Arrêt")
        return 0
    finally:
        _stop(list(processes.values()))
        for number, handler in former.items():
            signal.signal(number, handler)


def _require_alive(processes: Mapping[str, subprocess.Popen]) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise Failure(
                f"Le processus « {name} » s'est arrêté (code {process.returncode}).",
                "Lire le message ci-dessus ; tout a été arrêté.",
            )


def _is_ready(probe: str, deadline: float) -> bool:
    try:
        with urllib.request.urlopen(probe, timeout=STARTUP) as answer:  # noqa: S310 - our own address
            return answer.status == 200
    except urllib.error.HTTPError as error:
        raise Failure(f"{probe} répond {error.code}.", "Lire le message ci-dessus ; tout a été arrêté.") from error
    except OSError:  # nobody listens yet
        if time.monotonic() > deadline:
            raise Failure(f"{probe} ne répond pas après {STARTUP:.0f} s.", "Lire les messages ci-dessus.") from None
        return False


def _stop(processes: Sequence[subprocess.Popen]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()

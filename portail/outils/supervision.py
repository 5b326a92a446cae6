"""Several processes side by side in the foreground, until Ctrl-C, SIGTERM, or the end of one that will not stand.

One that had worked for a while is started again, as a service manager does: a worker whose database stayed locked by a
large import must not take the site down with it.
"""

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
STEADY = 10.0  # seconds: one that ends sooner would end again

Commands = Mapping[str, Sequence[str | Path]]


def supervise(commands: Commands, *, env: Mapping[str, str], probe: str, ready: Callable[[], None]) -> int:
    """Run the commands until asked to stop; call `ready` once the address `probe` has answered 200.

    Raises Failure when a process ends soon after its start, when the address answers an error or does not in time.
    """
    asked: list[int] = []
    former = {
        number: signal.signal(number, lambda received, _frame: asked.append(received))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    processes = [_Process(name, command, env) for name, command in commands.items()]
    waiting, deadline = True, time.monotonic() + STARTUP
    try:
        while not asked:
            for process in processes:
                process.keep_alive()
            if waiting and _is_ready(probe, deadline):
                waiting = False
                ready()
            time.sleep(LOOK)
        step("Arrêt")
        return 0
    finally:
        _stop([process.running for process in processes])
        for number, handler in former.items():
            signal.signal(number, handler)


class _Process:
    """A command that runs, and runs again if it ends after having worked."""

    def __init__(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> None:
        self.name, self.command, self.env = name, [str(part) for part in command], dict(env)
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        self.running = subprocess.Popen(self.command, cwd=ROOT, env=self.env)

    def keep_alive(self) -> None:
        """Start again what has ended; raise Failure when it did not work long enough for that to help."""
        if self.running.poll() is None:
            return
        ended = f"Le processus « {self.name} » s'est arrêté (code {self.running.returncode})"
        if time.monotonic() - self.started < STEADY:
            raise Failure(f"{ended}.", "Lire le message ci-dessus ; tout a été arrêté.")
        step(f"{ended} : il repart. La raison est au-dessus.")
        self.start()


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

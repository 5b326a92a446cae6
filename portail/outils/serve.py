"""`make run`: prepare what is missing, then the site and its worker together, in the foreground, until Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from . import environment
from .console import Failure, check, done, paint, step
from .paths import ROOT, VAR, VENV_PYTHON

STARTUP = 60.0  # seconds the site may take to answer once everything is prepared
GRACE = 15.0  # seconds left to a request or a task in progress when asked to stop
ACCOUNTS = VAR / "comptes-demo.json"  # written by `manage.py create_demo_accounts`


def run(*, host: str, port: int) -> int:
    """Serve on host:port; return the exit status of the first process that ended by itself, 0 when asked to stop."""
    _require_free(host, port)
    environment.ensure()
    address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port}"  # noqa: S104
    env = os.environ | {"BASE_URL": os.environ.get("BASE_URL", address), "PYTHONUNBUFFERED": "1"}
    check(
        [VENV_PYTHON, "-m", "portail.outils.prepare"],
        env=env,
        failure=Failure(
            "La préparation s'est arrêtée : voir le message ci-dessus.", "Corriger, puis relancer « make run »."
        ),
    )
    step("Démarrage du site et de l'exécuteur de tâches")
    env |= {"GUNICORN_BIND": f"{host}:{port}", "DJANGO_SETTINGS_MODULE": _settings()}
    commands = {
        "site": [VENV_PYTHON, "-m", "gunicorn", "-c", "portail/gunicorn.py", "portail.wsgi:application"],
        "tâches": [VENV_PYTHON, "manage.py", "db_worker", "--backend", "differe", "--queue-name", "*"],
    }
    if os.environ.get("DEBUG") == "1":
        commands["site"] += ["--reload"]
    else:
        commands["tâches"] += ["--no-reload"]
    return _supervise(
        commands,
        env,
        probe=f"http://127.0.0.1:{port}/" if host == "0.0.0.0" else f"http://{host}:{port}/",  # noqa: S104
        address=address,
    )


def _settings() -> str:
    return os.environ.get("DJANGO_SETTINGS_MODULE", "portail.settings.dev")


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Failure(
                f"Le port {port} ne peut pas être ouvert sur {host} ({error.strerror}).",
                f"Arrêter ce qui l'occupe, ou choisir un autre port : make run PORT={port + 1}",
            ) from error


def _supervise(commands: Mapping[str, list], env: Mapping[str, str], *, probe: str, address: str) -> int:
    """Run the commands side by side; the end of one, Ctrl-C or SIGTERM ends them all."""
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _frame: asked.append(received))
    processes = {
        name: subprocess.Popen([str(part) for part in command], cwd=ROOT, env=dict(env))
        for name, command in commands.items()
    }
    try:
        deadline, announced = time.monotonic() + STARTUP, False
        while not asked:
            for name, process in processes.items():
                if process.poll() is not None:
                    raise Failure(
                        f"Le processus « {name} » s'est arrêté (code {process.returncode}).",
                        "Lire le message ci-dessus ; tout a été arrêté.",
                    )
            if not announced and _answers(probe):
                _announce(address)
                announced = True
            elif not announced and time.monotonic() > deadline:
                raise Failure(
                    f"Le site ne répond pas sur {probe} après {STARTUP:.0f} s.", "Lire les messages ci-dessus."
                )
            time.sleep(0.2)
        step("Arrêt du site et de l'exécuteur de tâches")
        return 0
    finally:
        _stop(processes.values())


def _stop(processes) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(probe: str) -> bool:
    try:
        with urllib.request.urlopen(probe, timeout=10) as answer:  # noqa: S310
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _announce(address: str) -> None:
    done(f"Le site répond : {paint('1', address + '/')}   (Ctrl-C pour arrêter)")
    accounts = _accounts(ACCOUNTS)
    if not accounts:
        return
    print(f"\n  Comptes de démonstration — connexion : {address}/admin/login/ (les jeunes n'en ont pas besoin)")
    width = max(len(account["role"]) for account in accounts)
    for account in accounts:
        print(f"    {account['role']:<{width}}  {account['email']}  mot de passe : {account['mot_de_passe']}")
    print(flush=True)


def _accounts(path: Path) -> list[dict[str, str]]:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return []

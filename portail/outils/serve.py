"""`make run`: prepare what is missing, then the site and its worker together, in the foreground, until Ctrl-C."""

import json
import os
import socket
from functools import partial

from . import environment, prepare
from .console import Failure, check, done, paint, step
from .paths import VAR, VENV_PYTHON
from .supervision import Commands, supervise

EVERYWHERE = "0.0.0.0"  # noqa: S104 - only when asked for
ACCOUNTS = VAR / "comptes-demo.json"  # written by `manage.py create_demo_accounts`


def run(*, host: str, port: int) -> int:
    """Serve on host:port; return 0 when asked to stop. Raises Failure, with the cure, for anything else."""
    _require_free(host, port)
    environment.ensure()
    address = f"http://{'localhost' if host in ('127.0.0.1', EVERYWHERE) else host}:{port}"
    env = {"BASE_URL": address, "DJANGO_SETTINGS_MODULE": "portail.settings.dev"} | os.environ
    env |= {"GUNICORN_BIND": f"{host}:{port}", "PYTHONUNBUFFERED": "1"}
    env |= {"GUNICORN_PRELOAD": "0" if env.get("DEBUG") == "1" else "1"}
    if not prepare.is_up_to_date(env):
        check(
            [VENV_PYTHON, "-m", "portail.outils.prepare"],
            env=env,
            failure=Failure("La préparation s'est arrêtée : voir ci-dessus.", "Corriger, puis relancer « make run »."),
        )
    step("Démarrage du site et de l'exécuteur de tâches")
    probe = f"http://{'127.0.0.1' if host == EVERYWHERE else host}:{port}/"
    return supervise(_commands(), env=env, probe=probe, ready=partial(_announce, address))


def _commands() -> Commands:
    developing = os.environ.get("DEBUG") == "1"
    python = str(VENV_PYTHON)
    site = [python, "-m", "gunicorn", "-c", "portail/gunicorn.py", "portail.wsgi:application"]
    worker = [python, "manage.py", "db_worker", "--backend", "differe", "--queue-name", "*"]
    planner = [python, "manage.py", "planifier"]
    return {
        "site": [*site, "--reload"] if developing else site,
        "tâches": worker if developing else [*worker, "--no-reload"],
        "horaires": planner,
    }


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


def _announce(address: str) -> None:
    done(f"Le site répond : {paint('1', address + '/')}   (Ctrl-C pour arrêter)")
    if not ACCOUNTS.exists():
        return
    accounts = json.loads(ACCOUNTS.read_text())
    width = max(len(account["role"]) for account in accounts)
    print(f"\n  Connexion : {address}/admin/login/ (les jeunes n'ont besoin d'aucun compte)")
    for account in accounts:
        print(f"    {account['role']:<{width}}  {account['email']:<28}  mot de passe : {account['mot_de_passe']}")
    print(flush=True)

"""The jobs of every installation: messages that wait, and what used to be lines of a crontab."""

from datetime import time, timedelta
from functools import partial

from .planification import register_job
from .taches import forget_old, run_command, send_waiting

COMMANDS = (
    ("publications-programmees", "publish_scheduled", (), {"every": timedelta(minutes=10)}),
    ("index-en-attente", "rebuild_search", ("--pending",), {"every": timedelta(minutes=10)}),
    ("index-entier", "rebuild_search", (), {"at": time(4, 0)}),  # the next dates of permanences move with the calendar
    ("recherches-oubliees", "purge_recherches", (), {"at": time(3, 20)}),
    ("sessions-finies", "clearsessions", (), {"at": time(3, 30)}),
    (
        "taches-finies",
        "prune_db_task_results",
        ("--backend", "differe", "--queue-name", "*"),
        {"at": time(3, 40)},
    ),
)


def register_jobs() -> None:
    """Register them, once the applications are loaded."""
    register_job("messages", send_waiting.enqueue, every=timedelta(minutes=1))
    register_job("messages-oublies", forget_old.enqueue, at=time(3, 50))
    for name, command, arguments, moment in COMMANDS:
        register_job(name, partial(run_command.enqueue, command, list(arguments)), **moment)

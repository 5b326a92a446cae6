"""Tasks of the worker. They only hurry: what they miss, killed or failed, the scheduled run finds."""

from portail.commun.taches import DIFFERE, task

from . import envoi


@task(backend=DIFFERE)
def send_one(message_id: int) -> None:
    """Send a message that has just been written."""
    envoi.deliver(message_id)


@task(backend=DIFFERE)
def send_waiting() -> int:
    """Send everything that waits; return how many messages left."""
    return envoi.send_due()


@task(backend=DIFFERE)
def forget_old() -> int:
    """Forget whom old messages were for, and what they said."""
    return envoi.forget_old()


@task(backend=DIFFERE)
def run_command(name: str, arguments: list[str]) -> None:
    """Run a management command that has to run regularly."""
    from django.core.management import call_command

    call_command(name, *arguments)

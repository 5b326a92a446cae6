"""What the clock does for appointments: proposals that lapse, people who are forgotten."""

from datetime import time, timedelta

from portail.commun.taches import DIFFERE, task
from portail.notifications.planification import register_job

from . import donnees_personnelles, services


@task(backend=DIFFERE)
def release_expired() -> int:
    """Give back the times that were proposed and that nobody accepted."""
    return services.release_expired()


@task(backend=DIFFERE)
def remind_waiting() -> int:
    """Remind professionals who owe a time."""
    return services.remind_waiting()


@task(backend=DIFFERE)
def forget_old() -> int:
    """Anonymise what is older than the retention."""
    return donnees_personnelles.forget_old()


def register_jobs() -> None:
    """Register them, once the applications are loaded."""
    register_job("rendezvous-propositions", release_expired.enqueue, every=timedelta(minutes=10))
    register_job("rendezvous-relances", remind_waiting.enqueue, at=time(9, 5))
    register_job("rendezvous-oublies", forget_old.enqueue, at=time(3, 55))

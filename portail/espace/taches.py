"""Tasks of the worker."""

from portail.commun.taches import DIFFERE, task

from . import journal


@task(backend=DIFFERE)
def forget_lectures() -> int:
    """Forget who read what, once it is old."""
    return journal.forget_lectures()

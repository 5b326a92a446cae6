"""Jobs that run at set times: a registry in code, a clock in the database, one process that claims what is due.

A claim moves the clock and queues the task in one transaction: killed at any point, the planner loses nothing and
doubles nothing; several planners share the work. A job runs every so often, or once a day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from .models import Travail

CHANGING_HOUR = 2  # 02:00 to 02:59 does not exist, or exists twice, when the clocks change


@dataclass(frozen=True, slots=True)
class Job:
    """What to queue, and when: `every` so often, or each day at `at` (Paris time)."""

    name: str
    enqueue: Callable[[], object]
    every: timedelta | None = None
    at: time | None = None

    def next_after(self, moment: datetime) -> datetime:
        """Return the first time to run after a moment."""
        if self.every is not None:
            return moment + self.every
        assert self.at is not None  # noqa: S101 - `register_job` sees to it
        local = timezone.localtime(moment)
        day = local.date() if local.time() < self.at else local.date() + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, self.at))


_jobs: dict[str, Job] = {}


def register_job(
    name: str, enqueue: Callable[[], object], *, every: timedelta | None = None, at: time | None = None
) -> Job:
    """Add a job. Raises ImproperlyConfigured for a time that is missing, double, or in the hour when clocks change."""
    if (every is None) == (at is None):
        raise ImproperlyConfigured(f"Job {name!r} needs a period or an hour, and not both.")
    if at is not None and at.hour == CHANGING_HOUR:
        raise ImproperlyConfigured(f"Job {name!r} falls in the hour when the clocks change.")
    _jobs[name] = Job(name, enqueue, every, at)
    return _jobs[name]


def unregister_job(name: str) -> None:
    """Remove a job, for tests."""
    _jobs.pop(name, None)


def run_due() -> list[str]:
    """Queue the jobs that are due and return their names.

    A job met for the first time is due at once when it has a period, at its hour when it is daily.
    """
    now = timezone.now()
    _write_clock(now)
    due = Travail.objects.due(now).filter(nom__in=_jobs).order_by("prochain_le", "nom")
    return [travail.nom for travail in due if _claim(travail, now)]


def _write_clock(now: datetime) -> None:
    known = set(Travail.objects.filter(nom__in=_jobs).values_list("nom", flat=True))
    new = [
        Travail(nom=job.name, prochain_le=now if job.every else job.next_after(now))
        for job in _jobs.values()
        if job.name not in known
    ]
    Travail.objects.bulk_create(new, ignore_conflicts=True)


@transaction.atomic
def _claim(travail: Travail, now: datetime) -> bool:
    """Move the clock of a due job and queue it, unless another planner has just done so."""
    job = _jobs[travail.nom]
    mine = Travail.objects.filter(pk=travail.pk, prochain_le=travail.prochain_le)
    if not mine.update(prochain_le=job.next_after(now), dernier_le=now):
        return False
    job.enqueue()
    return True

"""Jobs run when they are due, once, whoever looks at the clock, and never in the hour when clocks change."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portail.notifications import planification
from portail.notifications.models import Travail
from portail.notifications.planification import Job, register_job, run_due

pytestmark = pytest.mark.usefixtures("noon")

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
HOURS = [hour for hour in range(24) if hour != planification.CHANGING_HOUR]


@pytest.fixture
def jobs(monkeypatch):
    """No job but those of the test; returns what they did."""
    monkeypatch.setattr(planification, "_jobs", {})
    return []


@pytest.mark.django_db
def test_a_periodic_job_runs_at_once_then_when_its_time_comes(jobs, time_machine):
    register_job("essai", lambda: jobs.append("fait"), every=timedelta(minutes=10))
    assert (run_due(), run_due()) == (["essai"], [])
    time_machine.shift(timedelta(minutes=10, seconds=1))
    assert run_due() == ["essai"]
    assert jobs == ["fait", "fait"]


@pytest.mark.django_db
def test_a_daily_job_waits_for_its_hour(jobs, time_machine):
    time_machine.move_to(datetime(2026, 11, 26, 12, 0, tzinfo=UTC))
    register_job("nuit", lambda: jobs.append("fait"), at=time(3, 30))
    assert run_due() == []
    time_machine.move_to(datetime(2026, 11, 27, 2, 31, tzinfo=UTC))  # 03:31 in Paris
    assert (run_due(), run_due()) == (["nuit"], [])


@pytest.mark.django_db
def test_a_planner_that_was_outrun_does_nothing(jobs):
    register_job("essai", lambda: jobs.append("fait"), every=timedelta(minutes=10))
    planification._write_clock(timezone.now())
    stale = Travail.objects.get(pk="essai")
    run_due()
    assert not planification._claim(stale, timezone.now())
    assert jobs == ["fait"]


@pytest.mark.django_db
def test_a_job_that_cannot_be_queued_stays_due(jobs):
    def break_down():
        raise ConnectionError

    register_job("essai", break_down, every=timedelta(minutes=10))
    with pytest.raises(ConnectionError):
        run_due()
    register_job("essai", lambda: jobs.append("fait"), every=timedelta(minutes=10))
    assert run_due() == ["essai"]


@pytest.mark.parametrize(
    "moment", [{}, {"every": timedelta(1), "at": time(3)}, {"at": time(2, 0)}, {"at": time(2, 59)}]
)
def test_a_time_that_makes_no_sense_is_refused(jobs, moment):
    with pytest.raises(ImproperlyConfigured):
        register_job("essai", list, **moment)


# How fast values are drawn says how busy the machine is, and nothing of the code.
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(since=st.integers(0, 2 * 366 * 24 * 60), hour=st.sampled_from(HOURS), minute=st.integers(0, 59))
def test_the_next_day_s_hour_is_ahead_by_a_day_at_most(since, hour, minute):
    """An hour more on the night when clocks go back."""
    job = Job("essai", list, at=time(hour, minute))
    moment = NEW_YEAR + timedelta(minutes=since)
    following = job.next_after(moment)
    assert timedelta(0) < following - moment <= timedelta(hours=25)
    assert (timezone.localtime(following).hour, timezone.localtime(following).minute) == (hour, minute)


@pytest.mark.django_db
def test_the_command_tells_what_it_queued(jobs, capsys):
    register_job("essai", list, every=timedelta(minutes=10))
    call_command("planifier", "--once")
    assert "essai : en file" in capsys.readouterr().out

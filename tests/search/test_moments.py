"""Moments: the next one, what is left of it, and nothing else."""

from datetime import date, datetime, timedelta

import pytest

from search.horaires import is_open_within
from search.moments import LABELS, OFFERED, windows_of

WEDNESDAY_15H = datetime.fromisoformat("2025-11-19 15:00")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("aujourdhui", [(date(2025, 11, 19), 900, 1440)]),
        ("ce-matin", []),
        ("ce-soir", [(date(2025, 11, 19), 1080, 1440)]),
        ("demain", [(date(2025, 11, 20), 0, 1440)]),
        ("demain-midi", [(date(2025, 11, 20), 720, 840)]),
        ("mercredi-apres-midi", [(date(2025, 11, 19), 900, 1080)]),
        ("mercredi-matin", [(date(2025, 11, 26), 360, 720)]),
        ("mardi", [(date(2025, 11, 25), 0, 1440)]),
        ("week-end", [(date(2025, 11, 22), 0, 1440), (date(2025, 11, 23), 0, 1440)]),
    ],
)
def test_a_moment_is_the_next_one_and_what_is_left_of_it(moment, expected):
    assert list(windows_of(moment, WEDNESDAY_15H)) == expected


def test_on_a_sunday_the_week_end_is_what_is_left_of_it():
    assert windows_of("week-end", datetime.fromisoformat("2025-11-23 10:00")) == ((date(2025, 11, 23), 600, 1440),)


def test_every_moment_is_ahead_within_eight_days():
    for hour in range(24 * 7):
        at = datetime.fromisoformat("2025-11-17 00:17") + timedelta(hours=hour)
        for moment in LABELS:
            for day, start, end in windows_of(moment, at):
                assert at.date() <= day <= at.date() + timedelta(days=8)
                assert start < end


def test_moments_offered_are_known():
    assert set(OFFERED) <= set(LABELS)


@pytest.mark.parametrize(
    ("hours", "start", "end", "expected"),
    [
        ("Mo-Fr 09:00-12:00,14:00-17:30", 18 * 60, 24 * 60, False),
        ("Mo-Fr 09:00-12:00,14:00-17:30", 12 * 60, 14 * 60, False),
        ("Mo-Fr 09:00-12:00,14:00-17:30", 13 * 60, 15 * 60, True),
        ("Mo-Fr 09:00-12:00,14:00-17:30", 10 * 60, 11 * 60, True),
        ("We 18:00-20:00", 18 * 60, 24 * 60, True),
        ("We 17:00-18:00", 18 * 60, 24 * 60, False),
        ("24/7", 0, 1, True),
        ("n'importe quoi", 0, 1440, None),
    ],
)
def test_open_within_a_stretch_of_a_day(hours, start, end, expected):
    assert is_open_within(hours, WEDNESDAY_15H.date(), start, end) is expected

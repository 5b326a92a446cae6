"""Opening hours: open now, next change, in words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.horaires import describe, is_open, is_valid, next_change, wall_clock

OFFICE = "Mo-Fr 09:00-12:00,14:00-17:30; PH off"


def at(text: str) -> datetime:
    """Return a Paris time of 2025."""
    return datetime.fromisoformat(f"2025-{text}")


MONDAY = at("11-10")  # the day before Armistice Day


def said(osm: str, moment: datetime) -> str:
    """Return the words with plain spaces, easier to read in a test."""
    return describe(osm, moment).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("moment", "opened", "words"),
    [
        ("11-10 10:00", True, "Ouvert jusqu’à 12 h"),
        ("11-10 09:00", True, "Ouvert jusqu’à 12 h"),
        ("11-10 12:00", False, "Fermé · ouvre à 14 h"),
        ("11-10 15:00", True, "Ouvert jusqu’à 17 h 30"),
        ("11-10 18:00", False, "Fermé · ouvre mercredi à 9 h"),  # Tuesday is a public holiday
        ("11-13 18:00", False, "Fermé · ouvre demain à 9 h"),
        ("11-14 18:00", False, "Fermé · ouvre lundi à 9 h"),
        ("12-24 18:00", False, "Fermé · ouvre vendredi à 9 h"),  # Christmas is a public holiday
    ],
)
def test_an_office(moment, opened, words):
    assert is_open(OFFICE, at(moment)) is opened
    assert said(OFFICE, at(moment)) == words


@pytest.mark.parametrize(
    ("osm", "words"),
    [
        ("24/7", "Ouvert jour et nuit"),
        ("off", "Fermé"),
        ("Mo 20:00-24:00", "Ouvert jusqu’à minuit"),
        ("Mo 22:00-26:00", "Ouvert jusqu’à demain à 2 h"),
        ("2026 Jan 03 09:00-10:00", "Fermé · ouvre le 3 janvier à 9 h"),
        ('Mo 20:00-24:00 "sur rendez-vous"', "Ouvert jusqu’à minuit (sur rendez-vous)"),
        ('Mo 20:00-24:00 unknown "sur rendez-vous"', "Sur rendez-vous"),
        ("Mo-Fr 09:00-24:00 unknown", "Horaires à confirmer"),
        ("n'importe quoi", ""),
        ("", ""),
    ],
)
def test_late_on_a_monday(osm, words):
    assert said(osm, MONDAY.replace(hour=23)) == words


def test_public_holidays_are_those_of_the_country():
    belgian_national_day = at("07-21 10:00")
    assert is_open(OFFICE, belgian_national_day, pays="FR") is True
    assert is_open(OFFICE, belgian_national_day, pays="BE") is False


def test_instants_are_read_in_paris():
    assert wall_clock(datetime(2025, 7, 1, 10, 30, 59, tzinfo=UTC)) == at("07-01 12:30")
    assert is_open(OFFICE, datetime(2025, 11, 10, 8, 30, tzinfo=UTC)) is True
    assert is_open(OFFICE, datetime(2025, 7, 1, 7, 30, tzinfo=UTC)) is True


@pytest.mark.parametrize("osm", ["", "\x00", "Mo 9-12", "99:99", "💥", "Mo-Fr " * 500])
def test_unreadable_hours_are_unknown(osm):
    assert not is_valid(osm)
    assert is_open(osm, MONDAY) is None
    assert next_change(osm, MONDAY) is None
    assert describe(osm, MONDAY) == ""


@given(st.datetimes(at("01-01"), at("12-31")), st.sampled_from([OFFICE, "Th 18:00-20:00", "24/7"]))
def test_the_next_change_changes(moment, osm):
    change = next_change(osm, moment)
    if change is not None:
        assert change > wall_clock(moment)
        assert is_open(osm, change) is not is_open(osm, moment)

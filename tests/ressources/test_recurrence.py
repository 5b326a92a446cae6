"""Dates of permanences: changes of clock, public holidays, ends, and rules that make no sense."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ressources.recurrence import PARIS, Recurrence, is_holiday, validate_regle


def paris(*moment: int) -> datetime.datetime:
    return datetime.datetime(*moment, tzinfo=PARIS)


def weekly(**autres) -> Recurrence:
    return Recurrence(
        **{"debut": paris(2026, 3, 3, 14), "duree_minutes": 120, "regle": "FREQ=WEEKLY;BYDAY=TU", **autres}
    )


def test_hour_stays_the_same_across_both_changes_of_clock():
    printemps = weekly().next_dates(paris(2026, 3, 24, 8), 2)
    automne = weekly().next_dates(paris(2026, 10, 20, 8), 2)
    assert [c.debut.hour for c in printemps + automne] == [14, 14, 14, 14]
    assert [c.debut.utcoffset() for c in printemps] == [datetime.timedelta(hours=1), datetime.timedelta(hours=2)]
    assert [c.debut.utcoffset() for c in automne] == [datetime.timedelta(hours=2), datetime.timedelta(hours=1)]


def test_an_hour_that_does_not_exist_becomes_the_next_one():
    recurrence = weekly(debut=paris(2026, 3, 22, 2, 30), regle="FREQ=WEEKLY;BYDAY=SU")
    (dimanche,) = recurrence.next_dates(paris(2026, 3, 29, 0), 1)
    assert dimanche.debut == paris(2026, 3, 29, 3, 30)


def test_a_start_given_in_utc_is_read_on_the_clock_of_paris():
    recurrence = weekly(debut=datetime.datetime(2026, 1, 6, 13, tzinfo=datetime.UTC))
    (date,) = recurrence.next_dates(paris(2026, 7, 6, 0), 1)
    assert date.debut == paris(2026, 7, 7, 14)


def test_a_date_that_is_not_over_is_still_to_come():
    assert weekly().next_dates(paris(2026, 3, 10, 15, 59), 1)[0].debut == paris(2026, 3, 10, 14)
    assert weekly().next_dates(paris(2026, 3, 10, 16, 0), 1)[0].debut == paris(2026, 3, 17, 14)


def test_holidays_and_exceptions_are_shown_cancelled():
    lundis = weekly(debut=paris(2026, 3, 30, 9), regle="FREQ=WEEKLY;BYDAY=MO", exceptions=("2026-04-13",))
    annulations = [c.annule for c in lundis.next_dates(paris(2026, 3, 30, 0), 4)]
    assert annulations == ["", "jour férié", "annulée", ""]  # Easter Monday is 6 April
    assert lundis.next_open(paris(2026, 3, 31, 0)).debut == paris(2026, 4, 20, 9)


def test_holidays_are_those_of_the_country_and_may_be_worked():
    assert is_holiday(datetime.date(2026, 7, 14))
    assert not is_holiday(datetime.date(2026, 7, 14), "BE")
    assert is_holiday(datetime.date(2026, 7, 21), "BE")
    mardi = weekly(jours_feries=True).next_dates(paris(2026, 7, 14, 0), 1)
    assert mardi[0].annule == ""


def test_once_only():
    une_fois = weekly(regle="")
    assert [c.debut for c in une_fois.next_dates(paris(2026, 3, 1, 0))] == [paris(2026, 3, 3, 14)]
    assert une_fois.next_dates(paris(2026, 3, 4, 0)) == []


@pytest.mark.parametrize("fin", ["20260317", "20260317T235959", "20260317T225959Z"])
def test_until_is_included_whatever_its_form(fin):
    recurrence = weekly(regle=f"FREQ=WEEKLY;BYDAY=TU;UNTIL={fin}")
    assert [c.debut.day for c in recurrence.next_dates(paris(2026, 3, 1, 0))] == [3, 10, 17]


def test_count_counts_from_the_start():
    recurrence = weekly(regle="FREQ=WEEKLY;BYDAY=TU;COUNT=3")
    assert [c.debut.day for c in recurrence.next_dates(paris(2026, 3, 12, 0))] == [17]


@pytest.mark.parametrize(
    "regle", ["FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1WE", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY;INTERVAL=2"]
)
def test_good_rules(regle):
    validate_regle(regle)


@pytest.mark.parametrize(
    "regle",
    [
        "",
        "mardi",
        "FREQ=HOURLY",
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYEASTER=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999999999",
        "FREQ=WEEKLY;DTSTART=20260101",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY\nRRULE:FREQ=SECONDLY",
        "FREQ=WEEKLY;UNTIL=demain",
    ],
)
def test_bad_rules_are_refused_in_french(regle):
    with pytest.raises(ValidationError):
        validate_regle(regle)


@given(texte=st.text(max_size=60))
def test_any_text_is_either_a_rule_or_refused(texte):
    try:
        validate_regle(texte)
    except ValidationError:
        return
    weekly(regle=texte).next_dates(paris(2026, 3, 1, 0), 2)

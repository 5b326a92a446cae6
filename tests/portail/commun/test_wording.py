import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from portail.commun import wording

TODAY = dt.date(2026, 3, 16)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "aujourd’hui"),
        (1, "hier"),
        (12, "il y a 12 jours"),
        (30, "il y a 30 jours"),
        (31, "il y a 1 mois"),
        (183, "il y a 6 mois"),
        (364, "il y a 11 mois"),
        (365, "il y a 1 an"),
        (800, "il y a 2 ans"),
    ],
)
@time_machine.travel("2026-03-16 12:00+01:00", tick=False)
def test_since_says_days_then_months_then_years(days, words):
    assert wording.since(TODAY - dt.timedelta(days=days)) == words


@time_machine.travel("2026-03-16 00:30+01:00", tick=False)
def test_since_counts_days_in_local_time():
    """Half past midnight in Paris is still the day before in UTC."""
    assert wording.since(timezone.now() - dt.timedelta(hours=1)) == "hier"


@time_machine.travel("2026-03-16 12:00+01:00", tick=False)
def test_a_date_to_come_is_today_not_a_negative_number():
    assert wording.since(TODAY + dt.timedelta(days=3)) == "aujourd’hui"


def test_since_of_nothing_is_empty():
    assert wording.since(None) == ""


@time_machine.travel("2026-03-16 12:00+01:00", tick=False)
@pytest.mark.parametrize(("days", "state"), [(0, "fresh"), (183, "fresh"), (184, "stale")])
def test_a_check_is_fresh_for_six_months(days, state):
    assert wording.freshness(TODAY - dt.timedelta(days=days)).state == state


def test_an_entry_never_checked_says_so():
    assert wording.freshness(None)[:2] == ("unknown", "pas encore vérifié")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (0, "moins d’1 km"),
        (0.94, "moins d’1 km"),
        (1, "1,0\u00a0km"),
        (2.44, "2,4\u00a0km"),
        (9.96, "10\u00a0km"),
        (14.4, "14\u00a0km"),
    ],
)
def test_km_is_written_the_french_way(value, words):
    assert wording.km(value) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((16, 25), "16–25 ans"),
        ((16, None), "dès 16 ans"),
        ((None, 25), "jusqu’à 25 ans"),
        ((None, None), "tous les âges"),
        ((0, 25), "jusqu’à 25 ans"),
    ],
)
def test_age_band(bounds, words):
    assert wording.age_band(*bounds) == words


@pytest.mark.parametrize(
    ("typed", "shown", "dialled"),
    [
        ("0353010012", "03 53 01 00 12", "tel:0353010012"),
        ("+33 6 39 98 12 34", "06 39 98 12 34", "tel:+33639981234"),
        ("03.53.01.00.12", "03 53 01 00 12", "tel:0353010012"),
        ("+32 56 12 34 56", "+32 56 12 34 56", "tel:+3256123456"),
        ("3114", "3114", "tel:3114"),
        (None, "", ""),
    ],
)
def test_phones_are_read_in_pairs_and_dialled_in_digits(typed, shown, dialled):
    assert wording.phone(typed).replace("\u00a0", " ") == shown
    assert wording.tel(typed) == dialled


def test_french_spaces_tie_double_marks_to_their_word():
    assert wording.french_spaces("Tu cherches ? « Ici » : oui") == "Tu cherches\u00a0? «\u00a0Ici\u00a0»\u00a0: oui"
    assert wording.french_spaces("à 14:30, voir https://exemple.fr") == "à 14:30, voir https://exemple.fr"
    assert wording.french_spaces(None) == ""

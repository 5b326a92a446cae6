"""Dates as feeds write them."""

import datetime

import pytest

from portail.opportunites.flux.dates import read_date, read_heure, read_moment
from ressources.importation.erreurs import ValeurInvalide

MARS = datetime.date(2026, 3, 31)


@pytest.mark.parametrize(
    "texte",
    [
        "2026-03-31", "20260331", "2026-03-31T10:00:00", "2026-03-31 10:00", "2026-03-31T10:00:00.000Z",
        "2026-03-31T10:00:00+02:00", "20260331T100000Z", "31/03/2026", "31/3/26", "31.03.2026", "31-03-2026",
        "31 mars 2026", "mardi 31 mars 2026 à 14 h 30", "31 March 2026", "Tue, 31 Mar 2026 10:00:00 +0200",
        "Tue, 31 Mar 2026 10:00:00 GMT", 1774951200, "1774951200", 1774951200000, 46112,
        {"$date": "2026-03-31T10:00:00Z"}, datetime.datetime(2026, 3, 31, 10, tzinfo=datetime.UTC), MARS,
        "<p>31/03/2026</p>",
    ],
)  # fmt: skip
def test_the_same_day_in_every_format(texte):
    assert read_date(texte) == MARS


def test_an_instant_is_a_day_of_paris():
    assert read_moment("2026-03-31T23:30:00Z") == (datetime.date(2026, 4, 1), datetime.time(1, 30))
    assert read_moment("2026-01-31T23:30:00Z") == (datetime.date(2026, 2, 1), datetime.time(0, 30))
    assert read_moment("mardi 31 mars 2026 à 14 h 30") == (MARS, datetime.time(14, 30))


@pytest.mark.parametrize(
    "texte",
    ["demain", "31/02/2026", "2026-13-01", "0000-00-00", "99/99/9999", "1/1/1900", 10**20, "31 brumaire 2026", "12"],
)
def test_what_is_no_date_is_refused(texte):
    with pytest.raises(ValeurInvalide):
        read_date(texte)


@pytest.mark.parametrize("texte", [None, "", " ", "NC", {}, []])
def test_blank_says_nothing(texte):
    assert read_date(texte) is None


@pytest.mark.parametrize(
    ("texte", "heure"),
    [("14:30", (14, 30)), ("14h30", (14, 30)), ("9 h", (9, 0)), ("14:30:00", (14, 30)), ("2026-03-31T09:15", (9, 15))],
)
def test_hours(texte, heure):
    assert read_heure(texte) == datetime.time(*heure)

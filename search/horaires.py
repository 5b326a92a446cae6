"""Opening hours in OpenStreetMap syntax: open now, next change, and how to say it in French.

Times are read on the wall clock of the place (Europe/Paris, the same in Belgium), public
holidays follow the country. Unreadable hours are unknown, never an error: a young person
reading the page can do nothing about them. Syntax: https://wiki.openstreetmap.org/wiki/Key:opening_hours
"""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # missing from its stubs

PARIS = ZoneInfo("Europe/Paris")
NBSP = "\N{NO-BREAK SPACE}"
MINUTES_A_DAY = 24 * 60
DAYS_NAMED_BY_WEEKDAY = 6  # past that, "lundi" would be ambiguous


def is_valid(osm: str, pays: str = "FR") -> bool:
    """Tell whether the hours can be read."""
    return _parse(osm, pays) is not None


def is_open(osm: str, at: datetime | None = None, pays: str = "FR") -> bool | None:
    """Tell whether the place is open at an instant (default: now), None when unknown.

    `at` is aware, or naive on the wall clock of the place; `pays` is "FR" or "BE".
    """
    moment = wall_clock(at)
    changes = _changes_of_day(osm, pays, moment.date())
    if changes is None:
        return None
    return bisect_right(changes, moment.hour * 60 + moment.minute) % 2 == 1


def is_open_within(osm: str, day: date, start: int, end: int, pays: str = "FR") -> bool | None:
    """Tell whether the place is open at some minute of a day from `start` to `end`, None when unknown.

    Minutes count from midnight on the wall clock of the place; `end` is not included.
    """
    changes = _changes_of_day(osm, pays, day)
    if changes is None:
        return None
    # Open at the start, or opening before the end.
    rank = bisect_right(changes, start)
    return rank % 2 == 1 or (rank < len(changes) and changes[rank] < end)


def next_change(osm: str, at: datetime | None = None, pays: str = "FR") -> datetime | None:
    """Return the next opening or closing after an instant, on the wall clock of the place.

    None when there is none (open day and night, closed for good) or the hours are unreadable.
    """
    hours = _parse(osm, pays)
    if hours is None:
        return None
    moment = wall_clock(at)
    opened = hours.state(moment)[0] == State.OPEN
    change = hours.next_change(moment)
    # "unknown" (a comment such as "sur rendez-vous") counts as closed: skip what changes nothing.
    while change and (hours.state(change)[0] == State.OPEN) == opened:
        change = hours.next_change(change)
    return change


def describe(osm: str, at: datetime | None = None, pays: str = "FR") -> str:
    """Say the hours of an instant: « Ouvert jusqu’à 17 h 30 », « Fermé · ouvre lundi à 9 h ».

    Return "" when the hours are unknown.
    """
    return _describe(osm, wall_clock(at), pays, get_language())


@lru_cache(maxsize=4096)  # a minute's worth of the pages of results
def _describe(osm: str, moment: datetime, pays: str, _language: str | None) -> str:
    hours, opened = _parse(osm, pays), is_open(osm, moment, pays)
    if hours is None:
        return ""
    state, comment = hours.state(moment)
    if state == State.UNKNOWN:  # Mo-Fr 14:00-17:00 "sur rendez-vous"
        return capfirst(comment) or _("Horaires à confirmer")
    change = next_change(osm, moment, pays)
    if change is None:
        return _("Ouvert jour et nuit") if opened else _("Fermé")
    if opened:
        said = _say_closing(moment, change)
        return f"{said} ({comment})" if comment else said
    return _("Fermé · ouvre %(quand)s") % {"quand": _say_when(moment, change)}


def wall_clock(at: datetime | None) -> datetime:
    """Return the naive Paris time of an instant, to the minute."""
    at = timezone.now() if at is None else at
    if timezone.is_aware(at):
        at = at.astimezone(PARIS)
    return at.replace(tzinfo=None, second=0, microsecond=0)


@lru_cache(maxsize=4096)
def _parse(osm: str, pays: str) -> OpeningHours | None:
    if not osm.strip():
        return None
    try:
        return OpeningHours(osm, country=pays)
    except (ParserError, ValueError):
        return None


@lru_cache(maxsize=16384)
def _changes_of_day(osm: str, pays: str, day: date) -> tuple[int, ...] | None:
    """Return the minutes of the day at which it opens, closes, opens…; None when unreadable.

    Midnight is the day's first minute; a place open at midnight has 0 first.
    """
    hours = _parse(osm, pays)
    if hours is None:
        return None
    start = datetime.combine(day, time.min)
    spans = [
        (_minutes(begin, start), _minutes(end, start))
        for begin, end, state, _comment in hours.intervals(start, start + timedelta(days=1))
        if state == State.OPEN
    ]
    return tuple(chain.from_iterable(spans))


def _minutes(moment: datetime, start: datetime) -> int:
    return min(int((moment - start).total_seconds()) // 60, MINUTES_A_DAY)


def _say_closing(moment: datetime, change: datetime) -> str:
    midnight = change.time() == time.min
    last_day = change.date() - timedelta(days=1) if midnight else change.date()
    if last_day == moment.date():
        hour = _("minuit") if midnight else say_hour(change)
        return _("Ouvert jusqu’à %(heure)s") % {"heure": hour}
    return _("Ouvert jusqu’à %(quand)s") % {"quand": _say_when(moment, change)}


def _say_when(moment: datetime, change: datetime) -> str:
    days = (change.date() - moment.date()).days
    hour = say_hour(change)
    if days == 0:
        return _("à %(heure)s") % {"heure": hour}
    if days == 1:
        return _("demain à %(heure)s") % {"heure": hour}
    if days <= DAYS_NAMED_BY_WEEKDAY:
        return _("%(jour)s à %(heure)s") % {
            "jour": date_format(change, "l"),
            "heure": hour,
        }
    return _("le %(date)s à %(heure)s") % {
        "date": date_format(change, "j F"),
        "heure": hour,
    }


def say_hour(moment: datetime | time) -> str:
    """Write an hour the French way: « 9 h », « 17 h 30 »."""
    minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{NBSP}h{minutes}"

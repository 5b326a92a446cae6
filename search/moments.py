"""Moments when somebody is free: « ce soir », « mercredi après-midi », and what they mean on the clock.

A moment is written `ce-soir`, `demain-matin`, `mercredi`, `mercredi-apres-midi`, `week-end`… It is always the
next one: « mercredi » said on a Wednesday is today until midnight. What is left of a moment counts, not what has
passed of it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MINUTES_A_DAY = 24 * 60
SATURDAY = 5

# Minutes of the day: from, to.
PARTS = {
    "matin": (6 * 60, 12 * 60),
    "midi": (12 * 60, 14 * 60),
    "apres-midi": (13 * 60 + 30, 18 * 60),
    "soir": (18 * 60, MINUTES_A_DAY),
}
PART_LABELS = {
    "matin": _("matin"),
    "midi": _("midi"),
    "apres-midi": _("après-midi"),
    "soir": _("soir"),
}
WEEKDAYS = {
    "lundi": _("lundi"),
    "mardi": _("mardi"),
    "mercredi": _("mercredi"),
    "jeudi": _("jeudi"),
    "vendredi": _("vendredi"),
    "samedi": _("samedi"),
    "dimanche": _("dimanche"),
}
TODAY, TOMORROW, WEEK_END = "aujourdhui", "demain", "week-end"
OF_TODAY = {"ce-matin": "matin", "ce-midi": "midi", "cet-apres-midi": "apres-midi", "ce-soir": "soir"}

# Those that the page offers: when pupils and apprentices are free.
OFFERED = ("ce-soir", "mercredi-apres-midi", "samedi")


class Window(NamedTuple):
    """A stretch of one day, in minutes since midnight, Paris time."""

    day: date
    start: int
    end: int


def _labels() -> Iterator[tuple[str, object]]:
    yield TODAY, _("Joignable aujourd’hui")
    yield "ce-matin", _("Joignable ce matin")
    yield "ce-midi", _("Joignable ce midi")
    yield "cet-apres-midi", _("Joignable cet après-midi")
    yield "ce-soir", _("Joignable ce soir")
    yield WEEK_END, _("Joignable ce week-end")
    for day, name in {TOMORROW: _("demain"), **WEEKDAYS}.items():
        yield day, format_lazy(_("Joignable {jour}"), jour=name)
        for part, label in PART_LABELS.items():
            yield f"{day}-{part}", format_lazy(_("Joignable {jour} {partie}"), jour=name, partie=label)


LABELS = dict(_labels())


def windows_of(moment: str, at: datetime) -> tuple[Window, ...]:
    """Return what is left of a moment of `LABELS`, seen from a naive Paris time."""
    part = OF_TODAY.get(moment)
    if part or moment == TODAY:
        return _left(at.date(), PARTS[part] if part else (0, MINUTES_A_DAY), at)
    if moment == WEEK_END:
        saturday = at.date() + timedelta(days=SATURDAY - at.weekday())
        both = (saturday, saturday + timedelta(days=1))
        return tuple(window for day in both for window in _left(day, (0, MINUTES_A_DAY), at))
    day, _dash, part = moment.partition("-")
    span = PARTS[part] if part else (0, MINUTES_A_DAY)
    if day == TOMORROW:
        return _left(at.date() + timedelta(days=1), span, at)
    ahead = (list(WEEKDAYS).index(day) - at.weekday()) % 7
    first = at.date() + timedelta(days=ahead)
    return _left(first, span, at) or _left(first + timedelta(days=7), span, at)


def _left(day: date, span: tuple[int, int], at: datetime) -> tuple[Window, ...]:
    """Return the part of a day's span that has not passed, nothing when all of it has."""
    start, end = span
    if day < at.date():
        return ()
    if day == at.date():
        start = max(start, at.hour * 60 + at.minute)
    return (Window(day, start, end),) if start < end else ()

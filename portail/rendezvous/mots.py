"""Dates and hours as people say them, on the clock of Paris."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ressources.recurrence import PARIS
from search.horaires import NBSP, say_hour


def local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment, PARIS)


def say_day(moment: datetime.datetime | datetime.date) -> str:
    """« mardi 8 décembre », « jeudi 1er janvier 2027 »: with the year when it is not this one."""
    jour = local(moment).date() if isinstance(moment, datetime.datetime) else moment
    forme = "l j F" if jour.year == timezone.localdate(timezone=PARIS).year else "l j F Y"
    return date_format(jour, forme).replace(" 1 ", " 1er ")


def say_time(moment: datetime.datetime) -> str:
    """« 14 h 30 »."""
    return say_hour(local(moment))


def say_moment(moment: datetime.datetime) -> str:
    """« mardi 8 décembre à 14 h 30 »."""
    return _("%(jour)s à %(heure)s") % {"jour": say_day(moment), "heure": say_time(moment)}


def title_day(moment: datetime.datetime | datetime.date) -> str:
    return capfirst(say_day(moment))


def say_minutes(minutes: int) -> str:
    """« 45 min », « 1 h », « 1 h 30 »."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}{NBSP}min"
    return say_hour(datetime.time(heures, reste)) if heures < 24 else f"{heures}{NBSP}h"

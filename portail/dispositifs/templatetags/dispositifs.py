"""Tags of the dispositifs' templates."""

import datetime
from typing import NamedTuple

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from ..eligibilite.phrases import say_day

register = template.Library()


class Deadline(NamedTuple):
    """The next date in words, "" when there is none; and whether one may ask today."""

    words: str
    is_open: bool


@register.simple_tag
def deadline(ouverture: datetime.date | str | None, cloture: datetime.date | str | None) -> Deadline:
    """Say the dates of a dispositif for its card; they come as dates, or as ISO texts from the index."""
    opens, closes = _date(ouverture), _date(cloture)
    today = timezone.localdate()
    if opens and today < opens:
        return Deadline(_("ouvre le %(jour)s") % {"jour": say_day(opens)}, False)
    if closes and today > closes:
        return Deadline(_("fermé"), False)
    if closes:
        return Deadline(_("jusqu’au %(jour)s") % {"jour": say_day(closes)}, True)
    return Deadline("", True)


def _date(value: datetime.date | str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) and value else value or None

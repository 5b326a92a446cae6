"""Quiet hours: no telephone rings at night for a message of ours."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def next_open(moment: datetime) -> datetime:
    """Return the moment itself by day, or the opening that follows it at night (SMS_HEURES, Paris time)."""
    opening, closing = settings.SMS_HEURES
    local = timezone.localtime(moment)
    if opening <= local.hour < closing:
        return moment
    day = local.date() if local.hour < opening else local.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(opening)))

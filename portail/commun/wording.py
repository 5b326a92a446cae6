"""Values as people say them: distances, ages, time gone by, telephone numbers."""

import datetime as dt
import re
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\u00a0"
FRESH_DAYS = getattr(settings, "FRAICHEUR_JOURS", 183)  # review is due six months after a check (domain rule)


class Freshness(NamedTuple):
    """How sure an entry is: `state` is fresh, stale or unknown; `label` is ready to be read; `icon` goes before it."""

    state: str
    label: str
    icon: str


def days_since(value: dt.date | dt.datetime) -> int:
    """Return the whole days between a date (or an aware date and time) and today, never below 0."""
    if isinstance(value, dt.datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return max(0, (timezone.localdate() - value).days)


def since(value: dt.date | dt.datetime | None) -> str:
    """Say how long ago, in the coarsest unit that is still useful: "il y a 12 jours". Empty for None."""
    return "" if value is None else _ago(days_since(value))


def _ago(days: int) -> str:
    if days == 0:
        return _("aujourd’hui")
    if days == 1:
        return _("hier")
    if days < 31:
        return _("il y a %(n)s jours") % {"n": days}
    if days < 365:
        return _("il y a %(n)s mois") % {"n": days * 12 // 365 or 1}
    years = days // 365
    return ngettext("il y a %(n)s an", "il y a %(n)s ans", years) % {"n": years}


def freshness(value: dt.date | dt.datetime | None) -> Freshness:
    """Tell fresh from stale checks and from entries that nobody has checked."""
    if value is None:
        return Freshness("unknown", _("pas encore vérifié"), "circle-help")
    days = days_since(value)
    state, icon = ("fresh", "badge-check") if days <= FRESH_DAYS else ("stale", "clock")
    return Freshness(state, _("vérifié %(since)s") % {"since": _ago(days)}, icon)


def km(value: float | None) -> str:
    """Say a distance given in km: "moins d’1 km", "2,4 km", "14 km". Empty for None."""
    if value is None:
        return ""
    if value < 1:
        return _("moins d’1 km")
    decimals = 1 if round(value, 1) < 10 else 0
    return number_format(round(value, decimals), decimals) + NBSP + "km"


def age_band(lowest: int | None, highest: int | None) -> str:
    """Say for whom, in years: "16–25 ans", "dès 16 ans", "jusqu’à 25 ans", "tous les âges"."""
    if lowest and highest:
        return _("%(low)s–%(high)s ans") % {"low": lowest, "high": highest}
    if lowest:
        return _("dès %(low)s ans") % {"low": lowest}
    if highest:
        return _("jusqu’à %(high)s ans") % {"high": highest}
    return _("tous les âges")


def french_spaces(text: object) -> str:
    """Tie « ? », « ! », « : », « ; » and quotation marks to their word, so that no line starts with one."""
    return re.sub(r"(?<=«) | (?=[?!:;»])", NBSP, str(text or ""))


def phone(value: object) -> str:
    """Write a French number in pairs with spaces that do not break; leave any other as it is."""
    text = str(value or "")
    digits = re.sub(r"\D", "", text.replace("+33", "0", 1))
    if len(digits) == 10 and digits.startswith("0"):
        return NBSP.join(digits[i : i + 2] for i in range(0, 10, 2))
    return text


def tel(value: object) -> str:
    """Return the `tel:` address of a number typed in any usual way, "" when there is none."""
    text = str(value or "")
    digits = re.sub(r"[^\d+]", "", text)
    return f"tel:{digits}" if digits else ""

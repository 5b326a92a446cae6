"""How the bounds of a rule are said."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def say_ages(low: int | None, high: int | None) -> str:
    """Return « entre 16 et 25 ans », « 16 ans ou plus », « 25 ans ou moins » (years, both included)."""
    if low is not None and high is not None:
        return _("%(n)s ans") % {"n": low} if low == high else _("entre %(low)s et %(high)s ans") % vars_of(low, high)
    if low is not None:
        return _("%(n)s ans ou plus") % {"n": low}
    return _("%(n)s ans ou moins") % {"n": high}


def vars_of(low: int, high: int) -> dict[str, int]:
    return {"low": low, "high": high}


def say_day(jour: date) -> str:
    """Return « 1er mars 2027 »."""
    day = "1er" if jour.day == 1 else str(jour.day)
    return f"{day} {date_format(jour, 'F Y')}"


def say_choice(ways: list[str]) -> str:
    """Return « être au lycée, ou être en apprentissage »."""
    return _(", ou ").join(dict.fromkeys(ways))


def say_none(ways: list[str]) -> str:
    """Return « ne pas être au lycée, ni avoir de travail » from the same said twice with « ne pas »."""
    words = [*dict.fromkeys(ways)]
    return _(", ni ").join([*words[:1], *(word.removeprefix(_("ne pas ")) for word in words[1:])])

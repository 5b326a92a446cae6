"""Tags of the guide's templates."""

from dataclasses import dataclass
from datetime import datetime

from django import template

from search.horaires import describe, is_open, say_hour

register = template.Library()


@dataclass(frozen=True, slots=True)
class Ouverture:
    """Whether a place is open now, and in words; both empty when its hours are unknown."""

    phrase: str = ""
    ouvert: bool = False


@register.simple_tag
def ouverture(schedule: tuple[str, str]) -> Ouverture:
    """Read the hours of a search hit, `(country, hours in OSM syntax)`, at this moment."""
    pays, horaires = schedule
    if not horaires:
        return Ouverture()
    return Ouverture(describe(horaires, pays=pays), bool(is_open(horaires, pays=pays)))


@register.filter
def heure(moment: datetime) -> str:
    """Write an hour the French way, unbreakable: « 9 h », « 17 h 30 ». The caller chooses the time zone."""
    return say_hour(moment)

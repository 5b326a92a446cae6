"""Tags of the guide's templates."""

from dataclasses import dataclass

from django import template

from search.horaires import describe, is_open

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

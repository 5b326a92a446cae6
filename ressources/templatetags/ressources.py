"""Tags of the guide's templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from search.engines.base import Hit
from search.horaires import describe, is_open, say_hour

register = template.Library()

GENRES = {"personne": _("Personne"), "structure": _("Lieu"), "permanence": _("Permanence")}


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


@register.inclusion_tag("components/card.html")
def carte_fiche(hit: Hit, number: str, heading: str, ages: str, appel: str) -> dict[str, Any]:
    """Draw a result of the guide; `appel` is the `tel:` address to call, "" when there is none."""
    horaire, payload = ouverture(hit.schedule), hit.payload
    return {
        "kind": hit.type,
        "kind_label": GENRES[hit.type],
        "title": hit.title,
        "url": hit.url,
        "heading": heading,
        "axe": payload.get("axe"),
        "sub": payload.get("fonction"),
        "structure": payload.get("structure"),
        "text": hit.summary,
        "commune": payload.get("commune"),
        "distance_km": hit.distance_km,
        "hours": horaire.phrase,
        "is_open": horaire.ouvert,
        "ages": ages,
        "price": payload.get("prix"),
        "remote": hit.remote,
        "verifie_le": hit.verifie_le,
        "checked": True,
        "action_label": _("Appeler"),
        "action_url": appel,
        "action_icon": "phone",
        "number": number,
        "latitude": hit.latitude,
        "longitude": hit.longitude,
    }


@register.filter
def heure(moment: datetime) -> str:
    """Write an hour the French way, unbreakable: « 9 h », « 17 h 30 ». The caller chooses the time zone."""
    return say_hour(moment)

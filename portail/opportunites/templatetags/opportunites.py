"""Words of the cards, told when they are drawn: a card kept in the index yesterday speaks of today."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import template

from portail.opportunites import mots
from portail.opportunites.vocabulaire import Famille

register = template.Library()

DATES = ("ouverture", "echeance", "debut", "cloture")


@register.simple_tag
def echeance(famille: str, payload: Mapping[str, Any]) -> mots.Echeance:
    """Return `{ton, mots}` for the dates of a card (`cartes.build_payload`)."""
    dates: dict[str, Any] = {nom: datetime.date.fromisoformat(payload[nom]) if payload[nom] else None for nom in DATES}
    return mots.say_echeance(famille, **dates)


@register.filter
def famille_label(famille: str) -> str:
    """Return the words of a family."""
    return str(Famille(famille).label)


@register.filter
def offre_label(famille: str) -> str:
    """Return the words for one offer of a family: what a card is of."""
    return str(Famille(famille).une)


@register.filter
def jour(date: datetime.date) -> str:
    """Say a day: "mardi 12 mars"."""
    return mots.say_jour(date)

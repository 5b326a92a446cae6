"""The guide's part of the search: people, structures, permanences, and the names of themes and languages."""

from typing import Any

from django.db.models import F
from django.utils.text import capfirst

from search import facets
from search.sources import register

from ..models import Thematique
from ..vocabulaire import Langue
from .permanences import PermanenceSource
from .personnes import PersonneSource
from .structures import StructureSource

__all__ = ["PermanenceSource", "PersonneSource", "StructureSource", "register_all"]

_LANGUAGES = {code: capfirst(nom) for code, nom in Langue.choices}


def register_all() -> None:
    """Register the sources and the labels; called once the applications are ready."""
    register(StructureSource())
    register(PersonneSource())
    register(PermanenceSource())
    facets.register_labels(facets.THEME, theme_labels)
    facets.register_labels(facets.LANGUE, language_labels)


def theme_labels() -> dict[str, str]:
    """Name the themes by slug, in the tree's order."""
    themes = Thematique.objects.order_by(F("ordre"), F("nom"))
    return dict(themes.values_list("slug", "nom"))


def language_labels() -> dict[str, Any]:
    """Name the languages by code; each is translated when it is shown."""
    return _LANGUAGES

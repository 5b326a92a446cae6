"""Who answers for what is not an entry of the guide (an offer, an event): a registry that upper layers fill.

So that one can write about it to somebody of the guide, without the two upper layers knowing each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .models import PersonneRessource, Structure


@dataclass(frozen=True, slots=True)
class Interlocuteur:
    """Whom one writes to, and what about: `titre` and `url` (a path) of the page one comes from."""

    fiche: PersonneRessource | Structure
    titre: str
    url: str


Recherche = Callable[[HttpRequest, int], Interlocuteur | None]
_recherches: dict[str, Recherche] = {}


def register_interlocuteur(genre: str, recherche: Recherche) -> None:
    """Let an upper layer say who answers for its objects of a kind, by their id; None when nobody does."""
    _recherches[genre] = recherche


def find_interlocuteur(request: HttpRequest, genre: str, pk: Any) -> Interlocuteur | None:
    """Return who answers for the object that the request's site shows, if there is somebody."""
    recherche = _recherches.get(genre)
    return recherche(request, pk) if recherche else None

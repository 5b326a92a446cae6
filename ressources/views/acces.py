"""Find the entry an address names, and say kindly why there is nothing to read."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from ..fiches.lecture import personnes_to_read, structures_to_read
from ..models import PersonneRessource, Structure

LECTURES: dict[str, Callable[[], Any]] = {"personne": personnes_to_read, "structure": structures_to_read}


class FicheRetiree(Exception):
    """The entry was published once and is not any more."""


def find_fiche(request: HttpRequest, genre: str, pk: int) -> Structure | PersonneRessource:
    """Return the published entry of the request's site.

    Raises Http404 when it never was public there, FicheRetiree when it was withdrawn.
    """
    site = Site.find_for_request(request)
    fiches = LECTURES[genre]()
    fiche = fiches.for_site(site).filter(pk=pk).first() if site else None
    if fiche is None:
        raise Http404
    if is_public(fiche):
        return fiche
    if fiche.live or fiche.first_published_at or fiche.last_published_at:
        raise FicheRetiree
    raise Http404


def is_public(fiche: Structure | PersonneRessource) -> bool:
    """The same rule as `.published()`, on an entry already read."""
    if not fiche.live or fiche.opposition:
        return False
    return isinstance(fiche, Structure) or is_public(fiche.structure)


def gone(request: HttpRequest, genre: str) -> HttpResponse:
    """Answer 410: the entry is not there any more, and here is what to do. Nothing of it is shown."""
    contexte: dict[str, Any] = {"genre": genre}
    return render(request, "ressources/retiree.html", contexte, status=410)

"""Pages and files of an entry: /personnes/12-lea-martin/, .vcf, permanences.ics."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from ..fiches import build_context
from ..fiches.agenda import build_agenda
from ..fiches.lecture import permanences_of
from ..fiches.vcard import personne_vcard, structure_vcard
from .acces import FicheRetiree, find_fiche, gone

VCARDS: dict[str, Callable[..., str]] = {"personne": personne_vcard, "structure": structure_vcard}


def on_fiche(view):
    """Give the view the entry its address names; send a wrong slug to the right address for good."""

    @wraps(view)
    def wrapped(request: HttpRequest, genre: str, pk: int, slug: str) -> HttpResponse:
        try:
            fiche = find_fiche(request, genre, pk)
        except FicheRetiree:
            return gone(request, genre)
        if slug != fiche.slug and request.method in ("GET", "HEAD"):
            return HttpResponsePermanentRedirect(
                reverse(resolve(request.path_info).view_name, args=[fiche.pk, fiche.slug])
            )
        return view(request, genre, fiche)

    return wrapped


@require_safe
@on_fiche
def show(request: HttpRequest, genre: str, fiche) -> HttpResponse:
    """The page of the entry."""
    contexte = {**build_context(fiche), "adresse_absolue": request.build_absolute_uri(fiche.get_absolute_url())}
    return render(request, fiche.gabarit, contexte)


@require_safe
@on_fiche
def download_vcard(request: HttpRequest, genre: str, fiche) -> HttpResponse:
    """The entry as a contact for a telephone."""
    carte = VCARDS[genre](fiche, request.build_absolute_uri(fiche.get_absolute_url()))
    return attachment(carte.encode(), "text/vcard; charset=utf-8", f"{fiche.slug}.vcf")


@require_safe
@on_fiche
def download_agenda(request: HttpRequest, genre: str, fiche) -> HttpResponse:
    """The entry's permanences for a calendar."""
    agenda = build_agenda(permanences_of(**{genre: fiche}), str(fiche), request.get_host().partition(":")[0])
    return attachment(agenda, "text/calendar; charset=utf-8", f"{fiche.slug}.ics")


def attachment(contenu: bytes, nature: str, nom: str) -> HttpResponse:
    reponse = HttpResponse(contenu, content_type=nature)
    reponse.headers["Content-Disposition"] = f'attachment; filename="{nom}"'
    return reponse

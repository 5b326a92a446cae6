"""Choosing: what for, then when."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portail.commun.discretion import discreet
from ressources.models import PersonneRessource, Structure

from ..creneaux import find_creneaux
from ..models import Motif, Ouverture
from ..semaine import build_semaine, read_monday
from ..vocabulaire import Reservation
from .commun import find_motif, find_personne, site_of


def motifs_of(fiche: PersonneRessource | Structure) -> Any:
    """Return the reasons that the public may book with a person, or with anybody of a structure."""
    ouvertures = Ouverture.objects.filter(personne__in=PersonneRessource.objects.published())
    ouvertures = (
        ouvertures.filter(personne=fiche)
        if isinstance(fiche, PersonneRessource)
        else ouvertures.filter(motifs__structure=fiche)
    )
    motifs = Motif.objects.bookable().open_to(Reservation.PUBLIC)
    return motifs.filter(pk__in=ouvertures.values("motifs"))


@require_safe
@discreet
def choose_motif(request: HttpRequest, genre: str, pk: int) -> HttpResponse:
    """What for, with a person or a structure; one reason alone leads to its times at once."""
    modele = {"personne": PersonneRessource, "structure": Structure}[genre]
    fiche = modele.objects.published().for_site(site_of(request)).filter(pk=pk).first()  # type: ignore[attr-defined]
    if fiche is None:
        raise Http404
    motifs = list(motifs_of(fiche).select_related("structure"))
    if not motifs:
        return render(request, "rendezvous/aucun_motif.html", {"fiche": fiche})
    avec = f"?avec={fiche.pk}" if genre == "personne" else ""
    if len(motifs) == 1:
        return HttpResponseRedirect(reverse("rendezvous:creneaux", args=[motifs[0].pk]) + avec)
    return render(request, "rendezvous/motifs.html", {"fiche": fiche, "motifs": motifs, "avec": avec})


@require_safe
@discreet
def choose_creneau(request: HttpRequest, pk: int) -> HttpResponse:
    """When: the times of a week; `avec` narrows to a person, `semaine` chooses the week."""
    motif = find_motif(request, pk)
    personne = find_personne(motif, request.GET.get("avec", ""))
    creneaux = find_creneaux(motif=motif, personne=personne)
    contexte = {
        "motif": motif,
        "personne": personne,
        "avec": str(personne.pk) if personne else "",
        "semaine": build_semaine(creneaux, read_monday(request.GET.get("semaine", ""))),
        "plusieurs": len({creneau.personne.pk for creneau in creneaux}) > 1,
    }
    return render(request, "rendezvous/creneaux.html", contexte)


def booking_address(fiche: PersonneRessource | Structure) -> str:
    """Return where one books with an entry, "" when nothing can be booked: for the bar of actions of its page."""
    if not motifs_of(fiche).exists():
        return ""
    genre = "personne" if isinstance(fiche, PersonneRessource) else "structure"
    return reverse(f"rendezvous:{genre}", args=[fiche.pk])

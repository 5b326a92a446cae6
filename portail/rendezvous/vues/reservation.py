"""Booking: who you are, a recap, done; and a kind word when the time is gone meanwhile."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portail.commun.discretion import discreet
from ressources.limites import network_of

from ..creneaux import find_creneaux, nearest
from ..erreurs import CreneauPris, RendezVousRefuse
from ..formulaires import ReservationForm
from ..models import Motif, RendezVous
from ..mots import say_moment
from ..services import book_rendezvous
from ..services.reservation import require_offered
from .commun import find_motif, find_personne, may_send, read_choix, site_of

FORMULAIRE, RECAP, PRIS = "rendezvous/reserver.html", "rendezvous/recap.html", "rendezvous/pris.html"


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a time (`creneau`, `avec`); on POST again with its errors, the recap, or done (`etape=envoyer`)."""
    motif = find_motif(request, pk)
    debut, avec = read_choix(request.POST if request.method == "POST" else request.GET)
    personne = find_personne(motif, avec)
    if personne is None or debut is None:
        return HttpResponseRedirect(reverse("rendezvous:creneaux", args=[motif.pk]))
    contexte: dict[str, Any] = {"motif": motif, "personne": personne, "debut": debut, "quand": say_moment(debut)}
    contexte |= {"creneau": f"{debut:%Y-%m-%dT%H:%MZ}", "trop_d_envois": False, "sans_accord": False}
    if request.method == "POST":
        form = ReservationForm(request.POST, motif=motif, site=site_of(request), reseau=network_of(request))
        if form.is_valid() and request.POST.get("etape") == "envoyer" and request.POST.get("accord"):
            return _send(request, contexte, form)
        return _review(request, contexte, form)
    form = ReservationForm(motif=motif, site=site_of(request), reseau=network_of(request), initial={"participants": 1})
    return _draw(request, FORMULAIRE, contexte, form)


def _review(request: HttpRequest, contexte: dict[str, Any], form: ReservationForm) -> HttpResponse:
    """Show the form again with what is wrong, or at the person's wish; else what will be booked, once agreed to."""
    etape = request.POST.get("etape")
    if not form.is_valid() or etape == "corriger":
        return _draw(request, FORMULAIRE, contexte, form, status=422 if form.errors else 200)
    contexte["sans_accord"] = etape == "envoyer"
    return _draw(request, RECAP, contexte, form, status=422 if etape == "envoyer" else 200)


def _draw(
    request: HttpRequest, gabarit: str, contexte: dict[str, Any], form: ReservationForm, status: int = 200
) -> HttpResponse:
    """Draw a page about a time that is still free, and say where; else say that it is gone."""
    motif: Motif = contexte["motif"]
    try:
        creneau = require_offered(motif, contexte["personne"], contexte["debut"])
    except CreneauPris as refus:
        return _gone(request, contexte, form if form.is_bound else None, refus)
    ou = motif.say_where(creneau.lieu, form.cleaned_data.get("adresse", "") if form.is_bound else "")
    return render(request, gabarit, contexte | {"form": form, "ou": ou}, status=status)


def _send(request: HttpRequest, contexte: dict[str, Any], form: ReservationForm) -> HttpResponse:
    """Book once, however often it is sent; say what stands in the way, and lose no word."""
    known = RendezVous.objects.filter(cle=form.cle).first()
    if known is not None:
        return HttpResponseRedirect(known.get_absolute_url())
    if not may_send(request, "rendezvous", form.preuve):
        return _draw(request, RECAP, contexte | {"trop_d_envois": True}, form, status=429)
    try:
        rendezvous = book_rendezvous(
            motif=contexte["motif"],
            personne=contexte["personne"],
            debut=contexte["debut"],
            contact=form.coordonnees,
            cle=form.cle,
            participants=form.cleaned_data.get("participants", 1),
            adresse=form.cleaned_data.get("adresse", ""),
            site=site_of(request),
        )
    except CreneauPris as refus:
        return _gone(request, contexte, form, refus)
    except RendezVousRefuse as refus:
        form.add_error(None, str(refus))
        return _draw(request, FORMULAIRE, contexte, form, status=422)
    return HttpResponseRedirect(rendezvous.get_absolute_url() + "?nouveau=1")


def _gone(
    request: HttpRequest, contexte: dict[str, Any], form: ReservationForm | None, refus: CreneauPris
) -> HttpResponse:
    """Say that the time is gone, and offer the nearest ones, with what was already written.

    Whoever had agreed to the recap books with one press; whoever had not sees it first.
    """
    motif: Motif = contexte["motif"]
    proches = nearest(find_creneaux(motif=motif), contexte["debut"])
    plusieurs = len({creneau.personne.pk for creneau in proches}) > 1
    plus: dict[str, Any] = {"refus": str(refus), "proches": proches, "plusieurs": plusieurs, "form": form}
    plus["accord"] = bool(request.POST.get("accord"))
    return render(request, PRIS, contexte | plus, status=409)

"""Booking: who you are, a recap, done; and a kind word when the time is gone meanwhile."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ressources.antispam import is_allowed, make_jeton

from ..creneaux import find_creneaux, nearest
from ..erreurs import CreneauPris, RendezVousRefuse
from ..formulaires import ReservationForm
from ..models import Motif, RendezVous
from ..mots import say_moment
from ..services import book_rendezvous
from ..services.reservation import require_offered
from .commun import discreet, find_motif, find_personne, read_creneau, site_of

FORMULAIRE, RECAP, PRIS = "rendezvous/reserver.html", "rendezvous/recap.html", "rendezvous/pris.html"


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a time (`creneau`, `avec`); on POST again with its errors, the recap, or done (`etape=envoyer`)."""
    motif = find_motif(request, pk)
    donnees = request.POST if request.method == "POST" else request.GET
    personne, debut = find_personne(motif, donnees.get("avec", "")), read_creneau(donnees.get("creneau", ""))
    if personne is None or debut is None:
        return HttpResponseRedirect(reverse("rendezvous:creneaux", args=[motif.pk]))
    contexte: dict[str, Any] = {"motif": motif, "personne": personne, "debut": debut, "quand": say_moment(debut)}
    contexte |= {"creneau": f"{debut:%Y-%m-%dT%H:%MZ}", "trop_d_envois": False, "sans_accord": False}
    if request.method != "POST":
        try:
            contexte["lieu"] = require_offered(motif, personne, debut).lieu
        except CreneauPris as refus:
            return _gone(request, contexte, None, refus)
        return render(request, FORMULAIRE, contexte | {"form": ReservationForm(motif=motif, initial=_initial())})
    form = ReservationForm(request.POST, motif=motif)
    contexte["form"] = form
    if not form.is_valid() or request.POST.get("etape") == "corriger":
        return render(request, FORMULAIRE, contexte, status=422 if form.errors else 200)
    if request.POST.get("etape") != "envoyer":
        return render(request, RECAP, contexte)
    if not request.POST.get("accord"):
        return render(request, RECAP, contexte | {"sans_accord": True}, status=422)
    return _send(request, contexte, form)


def _initial() -> dict[str, Any]:
    return {"jeton": make_jeton(), "participants": 1}


def _send(request: HttpRequest, contexte: dict[str, Any], form: ReservationForm) -> HttpResponse:
    """Book once, however often it is sent; say what stands in the way, and lose no word."""
    known = RendezVous.objects.filter(cle=form.cle).first()
    if known is not None:
        return HttpResponseRedirect(known.get_absolute_url())
    if not is_allowed(request, "rendezvous"):
        return render(request, RECAP, contexte | {"trop_d_envois": True}, status=429)
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
        return render(request, FORMULAIRE, contexte, status=422)
    return HttpResponseRedirect(rendezvous.get_absolute_url() + "?nouveau=1")


def _gone(
    request: HttpRequest, contexte: dict[str, Any], form: ReservationForm | None, refus: CreneauPris
) -> HttpResponse:
    """Say that the time is gone, and offer the nearest ones: one press books, with what was already written."""
    motif: Motif = contexte["motif"]
    proches = nearest(find_creneaux(motif=motif), contexte["debut"])
    plusieurs = len({creneau.personne.pk for creneau in proches}) > 1
    plus = {"refus": str(refus), "proches": proches, "plusieurs": plusieurs, "form": form}
    return render(request, PRIS, contexte | plus, status=409)

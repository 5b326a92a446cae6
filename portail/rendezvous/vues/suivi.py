"""The page of one's appointment, by its secret link: what it is, and everything one may do about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portail.commun.discretion import discreet
from portail.notifications.gabarits import base_of
from ressources.fiches.vues import itinerary_url

from ..calendrier import ANNULER, PUBLIER, build_ics
from ..creneaux import find_creneaux, nearest
from ..donnees_personnelles import export_contact
from ..erreurs import CreneauPris, RendezVousRefuse
from ..models import RendezVous
from ..mots import say_moment
from ..semaine import build_semaine, read_monday
from ..services import (
    accept_relais,
    cancel_rendezvous,
    confirm_rendezvous,
    erase_contact,
    move_rendezvous,
    refuse_relais,
)
from ..vocabulaire import Statut
from .commun import find_personne, read_choix

SUIVI = "rendezvous/suivi.html"


def find(jeton: str) -> RendezVous:
    return get_object_or_404(RendezVous.objects.with_relations(), jeton=jeton)


def show(request: HttpRequest, rendezvous: RendezVous, refus: RendezVousRefuse | None = None) -> HttpResponse:
    """Draw the page; with the reason when a move was refused."""
    contexte: dict[str, Any] = {
        "rendezvous": rendezvous,
        "motif": rendezvous.motif,
        "quand": say_moment(rendezvous.debut),
        "nouveau": "nouveau" in request.GET,
        "refus": str(refus) if refus else "",
        "itineraire": itinerary_url(rendezvous.lieu) if rendezvous.lieu else "",
        "lien": request.build_absolute_uri(rendezvous.get_absolute_url()),
    }
    return render(request, SUIVI, contexte, status=409 if refus else 200)


@require_safe
@discreet
def follow(request: HttpRequest, jeton: str) -> HttpResponse:
    return show(request, find(jeton))


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def confirm(request: HttpRequest, jeton: str) -> HttpResponse:
    """« Je viens. »"""
    return _do(request, find(jeton), confirm_rendezvous)


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def answer_relais(request: HttpRequest, jeton: str) -> HttpResponse:
    """Accept a colleague, or keep the person first chosen."""
    return _do(request, find(jeton), accept_relais if request.POST.get("reponse") == "oui" else refuse_relais)


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def cancel(request: HttpRequest, jeton: str) -> HttpResponse:
    """Ask once more, then cancel."""
    rendezvous = find(jeton)
    if request.method == "POST":
        return _do(request, rendezvous, cancel_rendezvous)
    contexte = {"rendezvous": rendezvous, "motif": rendezvous.motif, "quand": say_moment(rendezvous.debut)}
    return render(request, "rendezvous/annuler.html", contexte)


def _do(request: HttpRequest, rendezvous: RendezVous, move) -> HttpResponse:
    """Make a move on POST, and come back to the page, which says how it went."""
    if request.method != "POST":  # the address of a form, opened by hand or reloaded
        return HttpResponseRedirect(rendezvous.get_absolute_url())
    try:
        move(rendezvous=rendezvous)
    except RendezVousRefuse as refus:
        rendezvous.refresh_from_db()
        return show(request, find(rendezvous.jeton), refus)
    return HttpResponseRedirect(rendezvous.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def move(request: HttpRequest, jeton: str) -> HttpResponse:
    """Choose another time; one that is gone meanwhile says so, and the nearest come first."""
    rendezvous = find(jeton)
    if not rendezvous.deplacable:
        return HttpResponseRedirect(rendezvous.get_absolute_url())
    refus, status, proches = "", 200, []
    creneaux = find_creneaux(motif=rendezvous.motif, sans=rendezvous.seance)
    creneaux = [creneau for creneau in creneaux if (creneau.debut, creneau.personne.pk) != _now(rendezvous)]
    debut, avec = read_choix(request.POST)
    if request.method == "POST" and debut is not None:
        personne = find_personne(rendezvous.motif, avec) or rendezvous.personne
        try:
            move_rendezvous(rendezvous=rendezvous, debut=debut, personne=personne)
            return HttpResponseRedirect(rendezvous.get_absolute_url())
        except CreneauPris as erreur:
            refus, status, proches = str(erreur), 409, nearest(creneaux, debut)
        except RendezVousRefuse as erreur:
            return show(request, find(jeton), erreur)
    contexte = {
        "rendezvous": rendezvous,
        "motif": rendezvous.motif,
        "quand": say_moment(rendezvous.debut),
        "semaine": build_semaine(creneaux, read_monday(request.GET.get("semaine", ""))),
        "plusieurs": len({creneau.personne.pk for creneau in creneaux}) > 1,
        "refus": refus,
        "proches": proches,
    }
    return render(request, "rendezvous/deplacer.html", contexte, status=status)


def _now(rendezvous: RendezVous) -> tuple:
    return rendezvous.debut, rendezvous.personne_id


@require_safe
@discreet
def download_ics(request: HttpRequest, jeton: str) -> HttpResponse:
    """The appointment for a telephone's calendar; once cancelled, the file that takes it out."""
    rendezvous = find(jeton)
    methode = ANNULER if rendezvous.annule else PUBLIER
    ics = build_ics(rendezvous, methode=methode, lien=base_of(rendezvous.site) + rendezvous.get_absolute_url())
    reponse = HttpResponse(ics, content_type=f"text/calendar; charset=utf-8; method={methode}")
    reponse["Content-Disposition"] = 'attachment; filename="rendez-vous.ics"'
    return reponse


@require_safe
@discreet
def export(request: HttpRequest, jeton: str) -> HttpResponse:
    """Everything that is kept, in a file."""
    reponse = JsonResponse(export_contact(find(jeton)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    reponse["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def erase(request: HttpRequest, jeton: str) -> HttpResponse:
    """Forget who it was. An appointment that stands is cancelled first: nobody could be told of it any more."""
    rendezvous = find(jeton)
    if request.method == "POST":
        try:
            if rendezvous.statut == Statut.A_VENIR and not rendezvous.passe:
                rendezvous = cancel_rendezvous(rendezvous=rendezvous)
        except RendezVousRefuse as refus:
            return show(request, find(jeton), refus)
        erase_contact(ligne=rendezvous)
        return HttpResponseRedirect(reverse("rendezvous:efface"))
    return render(request, "rendezvous/effacer.html", {"rendezvous": rendezvous, "motif": rendezvous.motif})


@require_safe
@discreet
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "rendezvous/efface.html")

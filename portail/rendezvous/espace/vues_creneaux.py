"""The professional's pages of their time: openings, absences, the week, the secret address of their agenda."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portail.espace.acces import professionnel
from ressources.models import PersonneRessource
from ressources.recurrence import PARIS

from ..models import Absence, FluxAgenda, Ouverture
from ..semaine import read_monday
from .deplacement import DeplacementForm, move_ouverture
from .ouvertures import AbsenceForm, OuvertureForm
from .semainier import build_semainier

LIRE_ECRIRE = ["GET", "HEAD", "POST"]
PORTEE = datetime.timedelta(days=3 * 365)
PROPOSES = ("personne", "jour", "de", "a", "repetition", "du", "du_heure", "au", "au_heure")


@require_safe
@professionnel
def show_creneaux(request: HttpRequest) -> HttpResponse:
    """The week (`qui`, `semaine`), openings, absences, and the secret address of one's agenda."""
    return _show_creneaux(request)


def _show_creneaux(request: HttpRequest, erreur: str = "") -> HttpResponse:
    pro = request.professionnel  # type: ignore[attr-defined]
    siennes = {"personne__in": pro.personne_ids}
    ouvertures = Ouverture.objects.filter(**siennes).select_related("personne", "lieu__commune")
    lignes = [
        (ouverture, ouverture.recurrence.next_open(timezone.now()))
        for ouverture in ouvertures.prefetch_related("motifs")
    ]
    qui = {ouverture.personne_id: ouverture.personne for ouverture, _prochaine in lignes}
    qui |= {personne.pk: personne for personne in PersonneRessource.objects.filter(pk__in=pro.moi_ids)}
    donnees = request.POST if request.method == "POST" else request.GET
    personne = _choose(qui, donnees.get("qui", ""), pro.moi_ids)
    jour = _read_week(donnees.get("semaine", ""))
    contexte: dict[str, Any] = {
        "erreur": erreur,
        "semainier": build_semainier(personne, jour) if personne else None,
        "qui": sorted(qui.values(), key=str),
        "ouvertures": lignes,
        "absences": Absence.objects.filter(**siennes, fin__gt=timezone.now()).select_related("personne"),
        "flux": FluxAgenda.objects.filter(personne__in=pro.moi_ids).select_related("personne"),
        "moi": pro.moi_ids,
        "base": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "rendezvous/espace/creneaux.html", contexte, status=422 if erreur else 200)


def _choose(qui: dict[int, PersonneRessource], texte: str, moi: frozenset[int]) -> PersonneRessource | None:
    """Return whose week to show: the one asked for, else one's own, else the first; None when nobody receives."""
    choisie = next((personne for pk, personne in qui.items() if str(pk) == texte), None)
    return choisie or next(iter(sorted(qui.values(), key=lambda un: (un.pk not in moi, str(un)))), None)


def _read_week(texte: str) -> datetime.date:
    """Return a day of the week asked for, at most three years from now; today for anything else."""
    aujourdhui, lundi = timezone.localdate(timezone=PARIS), read_monday(texte)
    return lundi if lundi and abs(lundi - aujourdhui) < PORTEE else aujourdhui


@require_POST
@professionnel
def drag_ouverture(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an opening as it was dragged; what is refused is said on the page, where it is back in its place."""
    ouverture = _own(request, Ouverture, pk)
    form = DeplacementForm(request.POST)
    if not form.is_valid():
        return _show_creneaux(request, _("On n’a pas compris ce déplacement. Rien n’a changé."))
    pro = request.professionnel  # type: ignore[attr-defined]
    if refus := move_ouverture(ouverture=ouverture, pro=pro, **form.cleaned_data):
        return _show_creneaux(request, refus)
    messages.success(request, _("C’est enregistré. Les rendez-vous déjà pris restent à leur heure."))
    ici = f"?qui={ouverture.personne_id}&semaine={form.cleaned_data['jour']}#semaine"
    return redirect(reverse("rendezvous_espace:creneaux") + ici)


def _edit(request: HttpRequest, classe: type, instance: Any, gabarit: str, done: str) -> HttpResponse:
    pro = request.professionnel  # type: ignore[attr-defined]
    proposes = {nom: request.GET[nom] for nom in PROPOSES if nom in request.GET}  # drawn on the week's grid
    form = classe(request.POST or None, instance=instance, pro=pro, initial=proposes)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, done)
        return redirect("rendezvous_espace:creneaux")
    contexte = {"form": form, "nouveau": instance is None}
    return render(request, gabarit, contexte, status=422 if form.errors else 200)


@require_http_methods(LIRE_ECRIRE)
@professionnel
def edit_ouverture(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add an opening, or change one. Appointments already taken stay as they are."""
    ouverture = _own(request, Ouverture, pk) if pk else None
    return _edit(request, OuvertureForm, ouverture, "rendezvous/espace/ouverture.html", _("C’est enregistré."))


@require_http_methods(LIRE_ECRIRE)
@professionnel
def add_absence(request: HttpRequest) -> HttpResponse:
    """Close a stretch of time. Appointments already taken stay: they are to be cancelled one by one, with a word."""
    done = _("C’est noté. Les rendez-vous déjà pris restent : annulez-les un par un, avec un mot.")
    return _edit(request, AbsenceForm, None, "rendezvous/espace/absence.html", done)


def _own(request: HttpRequest, modele: type, pk: int) -> Any:
    pro = request.professionnel  # type: ignore[attr-defined]
    return get_object_or_404(modele, pk=pk, personne__in=pro.personne_ids)


@require_POST
@professionnel
def delete_ouverture(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete(request, Ouverture, pk, _("L’ouverture est retirée. Les rendez-vous déjà pris restent."))


@require_POST
@professionnel
def delete_absence(request: HttpRequest, pk: int) -> HttpResponse:
    return _delete(request, Absence, pk, _("L’absence est retirée."))


def _delete(request: HttpRequest, modele: type, pk: int, done: str) -> HttpResponse:
    _own(request, modele, pk).delete()
    messages.success(request, done)
    return redirect("rendezvous_espace:creneaux")


@require_POST
@professionnel
def renew_flux(request: HttpRequest) -> HttpResponse:
    """Draw the secret address of one's agenda, or another one: the former no longer opens anything."""
    pro = request.professionnel  # type: ignore[attr-defined]
    FluxAgenda.objects.filter(personne__in=pro.moi_ids).delete()
    if request.POST.get("quoi") != "couper":
        for personne_id in pro.moi_ids:
            FluxAgenda.objects.create(personne_id=personne_id)
    messages.success(request, _("C’est fait : l’ancienne adresse n’ouvre plus rien."))
    return redirect("rendezvous_espace:creneaux")

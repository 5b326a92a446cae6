"""When no time fits: asking for another one, or waiting for a place."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portail.commun.discretion import discreet
from ressources.limites import network_of

from ..erreurs import RendezVousRefuse
from ..formulaires import AttenteForm, ContactForm, DemandeForm
from ..models import DemandeCreneau, ListeAttente
from ..models.contact import Contact
from ..mots import say_moment
from ..services import accept_proposition, ask_creneau, decline_proposition, join_attente, leave_attente
from ..vocabulaire import StatutDemande
from .commun import find_motif, find_personne, may_send, site_of

METHODES = ["GET", "HEAD", "POST"]


@require_http_methods(METHODES)
@discreet
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """« Aucun créneau ne me va »."""

    def send(form: ContactForm, commun: dict[str, Any]) -> Contact:
        return ask_creneau(disponibilites=form.cleaned_data["disponibilites"], **commun)

    return _handle(request, pk, "demande", DemandeForm, send)


@require_http_methods(METHODES)
@discreet
def wait(request: HttpRequest, pk: int) -> HttpResponse:
    """The waiting list."""
    return _handle(request, pk, "attente", AttenteForm, lambda form, commun: join_attente(**commun))


def _handle(
    request: HttpRequest, pk: int, quoi: str, classe: type[ContactForm], send: Callable[..., Contact]
) -> HttpResponse:
    motif = find_motif(request, pk)
    donnees = request.POST if request.method == "POST" else request.GET
    personne = find_personne(motif, donnees.get("avec", ""))
    contexte: dict[str, Any] = {"motif": motif, "personne": personne, "quoi": quoi, "trop_d_envois": False}
    if request.method != "POST":
        form = classe(motif=motif, site=site_of(request), reseau=network_of(request))
        return render(request, "rendezvous/demander.html", contexte | {"form": form})
    form = classe(request.POST, motif=motif, site=site_of(request), reseau=network_of(request))
    contexte["form"] = form
    if not form.is_valid():
        return render(request, "rendezvous/demander.html", contexte, status=422)
    if not may_send(request, f"rendezvous-{quoi}", form.preuve):
        return render(request, "rendezvous/demander.html", contexte | {"trop_d_envois": True}, status=429)
    commun = {"motif": motif, "personne": personne, "contact": form.coordonnees, "cle": form.cle}
    try:
        ligne = send(form, commun | {"site": site_of(request)})
    except RendezVousRefuse as refus:
        form.add_error(None, str(refus))
        return render(request, "rendezvous/demander.html", contexte, status=422)
    return HttpResponseRedirect(ligne.get_absolute_url())  # type: ignore[attr-defined]  # each has one


@require_http_methods(METHODES)
@discreet
def follow_demande(request: HttpRequest, jeton: str) -> HttpResponse:
    """Where one's request is at; accept or decline the time that is proposed."""
    relations = ("motif__structure", "seance__personne", "rendezvous", "lieu__commune")
    demande = get_object_or_404(DemandeCreneau.objects.select_related(*relations), jeton=jeton)
    contexte: dict[str, Any] = {"demande": demande, "motif": demande.motif, "refus": ""}
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_answer(demande, request.POST.get("reponse", "")))
        except RendezVousRefuse as refus:
            contexte["refus"] = str(refus)
            demande.refresh_from_db()
    if demande.statut == StatutDemande.PROPOSEE and demande.seance and demande.propose_jusqua:
        contexte["quand"], contexte["limite"] = say_moment(demande.seance.debut), say_moment(demande.propose_jusqua)
    return render(request, "rendezvous/demande.html", contexte, status=409 if contexte["refus"] else 200)


def _answer(demande: DemandeCreneau, reponse: str) -> str:
    if reponse == "oui":
        return accept_proposition(demande=demande).get_absolute_url() + "?nouveau=1"
    if reponse in ("autre", "non"):
        decline_proposition(demande=demande, encore=reponse == "autre")
    return demande.get_absolute_url()


@require_http_methods(METHODES)
@discreet
def follow_attente(request: HttpRequest, jeton: str) -> HttpResponse:
    """One's place on a waiting list, and the way off it."""
    attente = get_object_or_404(ListeAttente.objects.select_related("motif__structure", "personne"), jeton=jeton)
    if request.method == "POST":
        motif = attente.motif
        leave_attente(attente=attente)
        return render(request, "rendezvous/attente_quittee.html", {"motif": motif})
    adresse = reverse("rendezvous:creneaux", args=[attente.motif_id])
    adresse += f"?avec={attente.personne_id}" if attente.personne_id else ""
    contexte = {"attente": attente, "motif": attente.motif, "creneaux": adresse}
    return render(request, "rendezvous/attente.html", contexte)

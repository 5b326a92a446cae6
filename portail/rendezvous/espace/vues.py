"""The professional's pages: agenda, one appointment, a request for another time."""

import datetime
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portail.espace.acces import professionnel
from portail.espace.journal import note_lecture
from ressources.models import PersonneRessource
from ressources.recurrence import PARIS

from ..erreurs import RendezVousRefuse
from ..models import DemandeCreneau, RendezVous
from ..mots import say_moment
from ..services import cancel_by_service, mark_presence, offer_relais, propose_creneau
from ..vocabulaire import StatutDemande
from . import agenda
from .ouvertures import heure_field, jour_field

LIRE_ECRIRE = ["GET", "HEAD", "POST"]


@require_safe
@professionnel
def show_agenda(request: HttpRequest) -> HttpResponse:
    """What comes, by day; first what waits for an answer."""
    pro = request.professionnel  # type: ignore[attr-defined]
    contexte = {
        "jours": agenda.by_day(agenda.rendezvous_of(pro).coming().filter(debut__gt=timezone.now())),
        "a_noter": agenda.rendezvous_of(pro).to_mark(),
        "demandes": agenda.demandes_of(pro).filter(statut__in=(StatutDemande.EN_ATTENTE, StatutDemande.PROPOSEE)),
        "plusieurs": len(pro.personne_ids) > 1,
    }
    return render(request, "rendezvous/espace/agenda.html", contexte)


def find_rendezvous(request: HttpRequest, pk: int) -> RendezVous:
    return get_object_or_404(agenda.rendezvous_of(request.professionnel), pk=pk)  # type: ignore[attr-defined]


@require_safe
@professionnel
def show_rendezvous(request: HttpRequest, pk: int) -> HttpResponse:
    """One appointment with how to reach the person: each reading is written down."""
    rendezvous = find_rendezvous(request, pk)
    note_lecture(utilisateur=request.user, objet=rendezvous.objet)
    collegues = PersonneRessource.objects.published().filter(structure=rendezvous.personne.structure_id)
    contexte = {
        "rendezvous": rendezvous,
        "quand": say_moment(rendezvous.debut),
        "commence": rendezvous.debut <= timezone.now(),
        "collegues": [] if rendezvous.motif.collectif else collegues.exclude(pk=rendezvous.personne_id),
    }
    return render(request, "rendezvous/espace/rendezvous.html", contexte)


def _do(request: HttpRequest, move: Callable[[], object], done: str) -> None:
    """Make a move, and say how it went."""
    try:
        move()
    except RendezVousRefuse as refus:
        messages.warning(request, str(refus))
    else:
        messages.success(request, done)


@require_POST
@professionnel
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell who came."""
    rendezvous, statut = find_rendezvous(request, pk), request.POST.get("statut", "")
    _do(request, lambda: mark_presence(rendezvous=rendezvous, statut=statut), _("C’est noté."))
    return redirect("espace:aujourdhui" if request.POST.get("suite") == "aujourdhui" else "rendezvous_espace:agenda")


@require_POST
@professionnel
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel, with a word to the person."""
    rendezvous, mot = find_rendezvous(request, pk), request.POST.get("mot", "")[:500].strip()
    note_lecture(utilisateur=request.user, objet=rendezvous.objet, action="annulation")
    done = _("Le rendez-vous est annulé, la personne est prévenue.")
    _do(request, lambda: cancel_by_service(rendezvous=rendezvous, mot=mot), done)
    return redirect("rendezvous_espace:rendezvous", pk)


@require_POST
@professionnel
def relay(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the person whether a colleague may receive them."""
    rendezvous = find_rendezvous(request, pk)
    pro = request.professionnel  # type: ignore[attr-defined]
    choisi = request.POST.get("collegue", "")
    collegue = pro.personnes().filter(pk=choisi).first() if choisi.isascii() and choisi.isdecimal() else None
    if collegue is None:
        messages.warning(request, _("Choisissez un ou une collègue dans la liste."))
    else:
        done = _("La proposition est partie : rien ne change tant que la personne n’a pas dit oui.")
        _do(request, lambda: offer_relais(rendezvous=rendezvous, collegue=collegue), done)
    return redirect("rendezvous_espace:rendezvous", pk)


class PropositionForm(forms.Form):
    personne = forms.ModelChoiceField(PersonneRessource.objects.none(), label=gettext_lazy("Avec qui"))
    jour = jour_field(gettext_lazy("Jour"))
    heure = heure_field(gettext_lazy("Heure"), help_text=gettext_lazy("Par quarts d’heure : 9:00, 9:15…"))

    def clean_heure(self) -> datetime.time:
        heure = self.cleaned_data["heure"]
        if heure.minute % 15 or heure.second:
            raise forms.ValidationError(_("Commencez à l’heure, au quart, à la demie ou aux trois quarts."))
        return heure

    @property
    def debut(self) -> datetime.datetime:
        return datetime.datetime.combine(self.cleaned_data["jour"], self.cleaned_data["heure"], tzinfo=PARIS)


@require_http_methods(LIRE_ECRIRE)
@professionnel
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a request, and offer a time."""
    pro = request.professionnel  # type: ignore[attr-defined]
    demande = get_object_or_404(agenda.demandes_of(pro), pk=pk)
    note_lecture(utilisateur=request.user, objet=demande.objet)
    form = PropositionForm(request.POST or None, initial={"personne": demande.personne_id})
    personnes = pro.personnes().filter(structure=demande.motif.structure_id)
    form.fields["personne"].queryset = personnes  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            _propose(demande, form)
        except RendezVousRefuse as refus:
            form.add_error("heure", str(refus))
        else:
            messages.success(request, _("La date est proposée. Elle est gardée deux jours, le temps d’une réponse."))
            return redirect("rendezvous_espace:agenda")
    contexte = {"demande": demande, "form": form, "ouverte": demande.statut == StatutDemande.EN_ATTENTE}
    return render(request, "rendezvous/espace/demande.html", contexte, status=422 if form.errors else 200)


def _propose(demande: DemandeCreneau, form: PropositionForm) -> None:
    personne = form.cleaned_data["personne"]
    ouverture = personne.ouvertures.filter(motifs=demande.motif).exclude(lieu=None).select_related("lieu").first()
    lieu = ouverture.lieu if ouverture else personne.structure.lieux.first()
    propose_creneau(demande=demande, personne=personne, debut=form.debut, lieu=lieu)

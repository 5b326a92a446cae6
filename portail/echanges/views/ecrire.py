"""Writing to somebody: the form, a recap with what is kept, then the follow-up page. No word is lost on the way."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from portail.commun.discretion import discreet
from ressources.interlocuteurs import find_interlocuteur
from ressources.limites import network_of
from ressources.promesses import promise_of
from ressources.views.fiche import on_fiche

from .. import liens, limites
from ..forms import EcrireForm
from ..models import Demande, ReglagesDemandes
from ..services import send_demande
from ..vocabulaire import Preference

FORMULAIRE, RECAP = "echanges/ecrire.html", "echanges/ecrire_recap.html"
METHODES = ["GET", "HEAD", "POST"]


@discreet
@require_http_methods(METHODES)
@on_fiche
def write_to_fiche(request: HttpRequest, genre: str, fiche) -> HttpResponse:
    """Write to an entry of the guide."""
    return handle(request, {"fiche": fiche, "a_propos": "", "a_propos_url": "", "retour": fiche.get_absolute_url()})


@discreet
@require_http_methods(METHODES)
def write_about(request: HttpRequest, genre: str, pk: int, slug: str) -> HttpResponse:
    """Write about something that is no entry (an offer) to who answers for it."""
    trouve = find_interlocuteur(request, genre, pk)
    if trouve is None:
        raise Http404
    contexte = {"fiche": trouve.fiche, "a_propos": trouve.titre, "a_propos_url": trouve.url, "retour": trouve.url}
    return handle(request, contexte)


def handle(request: HttpRequest, contexte: dict[str, Any]) -> HttpResponse:
    """Show the form; on POST, show it again with its errors, or the recap, or send (`etape=envoyer`)."""
    contexte["promesse"] = promise_of(contexte["fiche"])
    if request.method != "POST":
        form = EcrireForm(reseau=network_of(request), initial={"preference": Preference.PAGE})
        return render(request, FORMULAIRE, {**contexte, "form": form})
    form = EcrireForm(request.POST, reseau=network_of(request))
    if not form.is_valid() or request.POST.get("etape") == "corriger":
        return render(request, FORMULAIRE, {**contexte, "form": form}, status=422 if form.errors else 200)
    return confirm(request, contexte, form)


def confirm(request: HttpRequest, contexte: dict[str, Any], form: EcrireForm) -> HttpResponse:
    """Show what will be sent and what is kept of it; send it once that was read."""
    site = Site.find_for_request(request)
    reglages = ReglagesDemandes.for_site(site)
    tranche = form.cleaned_data["tranche"]
    contexte = {
        **contexte,
        "form": form,
        "texte": reglages.texte_for(tranche).splitlines(),
        "conservation": settings.ECHANGES_CONSERVATION_MOIS,
        "erreur_accord": "",
    }
    if request.POST.get("etape") != "envoyer":
        return render(request, RECAP, contexte)
    if not request.POST.get("accord"):
        contexte["erreur_accord"] = _("Coche cette case quand tu as lu.")
        return render(request, RECAP, contexte, status=422)
    return send(request, contexte, form, site, reglages.version_for(tranche))


def send(request: HttpRequest, contexte: dict[str, Any], form: EcrireForm, site, version: str) -> HttpResponse:
    """Send once; beyond a limit, keep the words and say when to come back."""
    fiche = contexte["fiche"]
    if refus := limites.refusal(request, form, fiche):
        return render(request, FORMULAIRE, {**contexte, "refus": refus}, status=429)
    demande, nouvelle = send_demande(
        site=site,
        cible=fiche,
        cle=name_sending(form.cleaned_data["jeton"]),
        message=form.cleaned_data["message"],
        a_propos=contexte["a_propos"],
        a_propos_url=contexte["a_propos_url"],
        accord_version=version,
        **form.demande,
    )
    if not nouvelle and is_another(demande, fiche, form.cleaned_data["message"]):
        form.renew_jeton()
        refus = _("Ton premier message est déjà parti. Celui-ci ne l’est pas encore : relis-le, puis envoie-le.")
        return render(request, FORMULAIRE, {**contexte, "form": form, "refus": refus}, status=409)
    return HttpResponseRedirect(reverse("echanges:suivi", args=[liens.make_suivi(demande.reference)]))


def is_another(demande: Demande, fiche, message: str) -> bool:
    """Tell whether the form, gone back to once it was sent, was filled anew: for somebody else, or with other words."""
    envoye = demande.messages.first()
    return demande.cible != fiche or envoye is None or envoye.texte != message


def name_sending(*parties: object) -> str:
    """Return the name of one filled form: the database keeps it once."""
    return salted_hmac("echanges.envoi", ":".join(map(str, parties)), algorithm="sha256").hexdigest()

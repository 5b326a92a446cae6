"""A request opened from a mail, without an account: the link is signed, and holds for some days."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portail.commun.discretion import discreet
from portail.espace.models import Moyen

from .. import destinataires, liens
from ..destinataires import Destinataire
from ..models import Demande
from ..services import read_demande, renew_lien
from .traitement import FAITS, Acteur, Traitement


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, lien: str) -> HttpResponse:
    """Show the request that the link names, once its reader presses a button.

    Programs that open the links of mails press none: they read nothing, and are not written down as readers.
    """
    lu = liens.read_pro(lien)
    demande = Demande.objects.with_entries().filter(reference=lu.reference).first() if lu else None
    lecteur = destinataires.find(demande, lu.lecteur) if lu and demande else None
    if lu is None or demande is None or lecteur is None:
        raise Http404
    if lu.expire:
        return renew(request, demande, lecteur)
    if demande.anonymisee_le:
        return render(request, "echanges/pro_effacee.html", status=410)
    if request.method == "POST" or request.GET.get("fait") in FAITS:
        return handle(request, demande, lecteur, lien)
    return render(request, "echanges/pro_ouvrir.html", {"demande": demande, "lecteur": lecteur})


def handle(request: HttpRequest, demande: Demande, lecteur: Destinataire, lien: str) -> HttpResponse:
    """Show the request and its forms, or do what one of them asks."""
    acteur = Acteur(lecteur.nom, Moyen.LIEN)
    etape = request.POST.get("etape", "")
    traitement = Traitement(demande, acteur, request.POST if etape and etape != "lire" else None)
    adresse = reverse("echanges:repondre", args=[lien])
    if traitement.act():
        return HttpResponseRedirect(f"{adresse}?fait={etape}")
    if etape in ("", "lire"):
        demande = traitement.demande = read_demande(demande=demande, lecteur=lecteur.nom, moyen=acteur.moyen)
    contexte = {**traitement.contexte, "lecteur": lecteur, "fait": FAITS.get(request.GET.get("fait", ""), "")}
    return render(request, "echanges/pro_demande.html", contexte, status=traitement.status)


def renew(request: HttpRequest, demande: Demande, lecteur: Destinataire) -> HttpResponse:
    """Say that the link is too old, and send another to the registered address when asked."""
    contexte = {"jours": settings.ECHANGES_LIEN_JOURS, "envoye": False}
    if request.method == "POST":
        contexte["envoye"] = renew_lien(demande=demande, destinataire=lecteur)
    return render(request, "echanges/pro_lien.html", contexte, status=200 if request.method == "POST" else 410)

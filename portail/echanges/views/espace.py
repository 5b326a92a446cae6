"""« Demandes » of the professional's space: what waits, what was answered, one request and all that is done with it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from portail.commun.discretion import discreet
from portail.espace.acces import professionnel
from portail.espace.models import Moyen

from ..models import Demande
from ..services import read_demande
from ..vocabulaire import CLOS, OUVERTS, Statut
from .traitement import FAITS, Acteur, Traitement

PAR_PAGE = 20
VUES = {
    "attente": (_("À répondre"), OUVERTS),
    "repondues": (_("Répondues"), (Statut.REPONDUE,)),
    "closes": (_("Closes"), CLOS),
}


@require_safe
@professionnel
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the requests of a state (`vue`), those that wait first: the longest wait on top."""
    vue = request.GET.get("vue", "attente")
    if vue not in VUES:
        vue = "attente"
    siennes = Demande.objects.visible_to(request.user).filter(statut__in=VUES[vue][1]).with_entries()
    ordre = ("attend_depuis", "pk") if vue == "attente" else ("-activite_le", "-pk")
    page = Paginator(siennes.order_by(*ordre), PAR_PAGE).get_page(request.GET.get("page"))
    onglets = [{"label": titre, "url": f"?vue={nom}", "active": nom == vue} for nom, (titre, _etats) in VUES.items()]
    return render(request, "echanges/espace_liste.html", {"page": page, "onglets": onglets, "vue": vue})


@require_http_methods(["GET", "HEAD", "POST"])
@professionnel
@discreet
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request, which reads it; on POST, do what one of its forms asks."""
    demande = Demande.objects.visible_to(request.user).with_entries().filter(pk=pk).first()
    if demande is None:
        raise Http404
    pro = request.professionnel  # type: ignore[attr-defined]
    acteur = Acteur(sign(demande, pro), Moyen.ESPACE, request.user)
    traitement = Traitement(demande, acteur, request.POST if request.method == "POST" else None)
    if traitement.act():
        adresse = reverse("echanges:espace_demande", args=[pk])
        fait = request.POST["etape"]
        if not Demande.objects.visible_to(request.user).filter(pk=pk).exists():  # handed over
            adresse = reverse("echanges:espace")
        return HttpResponseRedirect(f"{adresse}?fait={fait}")
    if request.method in ("GET", "HEAD") and not demande.anonymisee_le:
        traitement.demande = read_demande(demande=demande, lecteur=acteur.nom, moyen=acteur.moyen, par=request.user)
    contexte = {**traitement.contexte, "fait": FAITS.get(request.GET.get("fait", ""), "")}
    return render(request, "echanges/espace_demande.html", contexte, status=traitement.status)


def sign(demande: Demande, pro) -> str:
    """Return the name that an answer is signed with: the entry's that the account is, else the account's."""
    for fiche in (demande.transmise_a, demande.personne):
        if fiche is not None and fiche.pk in pro.moi_ids:
            return str(fiche)
    return str(pro.utilisateur)

"""The worklist of offers set aside: their reason, and what to do with each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from ressources.importation.admin.formulaires import PlacementForm
from ressources.importation.admin.quarantaine import Ecran, show_list, show_one, tell

from ..models import OffreEnQuarantaine
from ..traitement import discard, place, retry
from .acces import PLACER, required

ECRAN = Ecran(
    titre=gettext_lazy("Offres mises de côté"),
    objet=gettext_lazy("Offre"),
    provenance=gettext_lazy("Flux"),
    fait=gettext_lazy("« %(nom)s » est placée."),
    liste="flux_offres:quarantaine",
    une="flux_offres:offre",
    reessayer="flux_offres:reessayer",
    ecarter="flux_offres:ecarter",
)


@require_safe
@required(PLACER)
def list_quarantaine(request: HttpRequest) -> HttpResponse:
    """Show the offers to deal with, or those of another state."""
    return show_list(request, ECRAN, OffreEnQuarantaine)


@require_http_methods(["GET", "HEAD", "POST"])
@required(PLACER)
def show_offre(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one offer and place it in the commune that the editor names."""
    offre = _offre(pk)
    formulaire = PlacementForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        fait = place(offre=offre, commune=formulaire.cleaned_data["commune"], par=request.user)
        tell(request, ECRAN, offre, fait=fait)
        return redirect(ECRAN.liste)
    return show_one(request, ECRAN, offre, formulaire, resume=offre.donnees["champs"].get("accroche") or "")


@require_POST
@required(PLACER)
def discard_offre(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave an offer out for good."""
    offre = _offre(pk)
    discard(offre=offre)
    messages.success(request, _("« %(nom)s » est écartée.") % {"nom": offre.nom})
    return redirect("flux_offres:quarantaine")


@require_POST
@required(PLACER)
def retry_offre(request: HttpRequest, pk: int) -> HttpResponse:
    """Try to place an offer again."""
    offre = _offre(pk)
    tell(request, ECRAN, offre, fait=retry(offre=offre, par=request.user))
    return redirect("flux_offres:quarantaine")


def _offre(pk: int) -> OffreEnQuarantaine:
    return get_object_or_404(OffreEnQuarantaine.objects.select_related("commune", "site"), pk=pk)

"""The worklist of offers set aside: their reason, and what to do with each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from ressources.importation.admin.formulaires import PlacementForm
from ressources.models.importation import StatutQuarantaine

from ..models import OffreEnQuarantaine
from ..traitement import discard, place, retry
from .acces import PLACER, required

PAR_PAGE = 50


@require_safe
@required(PLACER)
def list_quarantaine(request: HttpRequest) -> HttpResponse:
    """Show the offers to deal with, or those of another state; filter by feed."""
    statut = request.GET.get("statut", StatutQuarantaine.A_TRAITER)
    offres = OffreEnQuarantaine.objects.filter(statut=statut).select_related("commune").defer("donnees")
    if source := request.GET.get("source", ""):
        offres = offres.filter(source=source)
    contexte = {
        "page": Paginator(offres, PAR_PAGE).get_page(request.GET.get("p")),
        "statuts": StatutQuarantaine.choices,
        "sources": OffreEnQuarantaine.objects.order_by("source").values_list("source", flat=True).distinct(),
        "choix": {"statut": statut, "source": source},
    }
    return render(request, "flux/admin/quarantaine.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
@required(PLACER)
def show_offre(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one offer and place it in the commune that the editor names."""
    offre = _offre(pk)
    formulaire = PlacementForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        _tell(request, offre, place(offre=offre, commune=formulaire.cleaned_data["commune"], par=request.user))
        return redirect("flux_offres:quarantaine")
    contexte = {"offre": offre, "form": formulaire, "champs": offre.donnees["champs"]}
    return render(request, "flux/admin/offre.html", contexte, status=422 if formulaire.errors else 200)


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
    _tell(request, offre, retry(offre=offre, par=request.user))
    return redirect("flux_offres:quarantaine")


def _offre(pk: int) -> OffreEnQuarantaine:
    return get_object_or_404(OffreEnQuarantaine.objects.select_related("commune", "site"), pk=pk)


def _tell(request: HttpRequest, offre: OffreEnQuarantaine, fait: bool) -> None:
    if fait:
        messages.success(request, _("« %(nom)s » est placée.") % {"nom": offre.nom})
    else:
        messages.warning(
            request, _("« %(nom)s » reste à traiter : %(detail)s") % {"nom": offre.nom, "detail": offre.detail}
        )

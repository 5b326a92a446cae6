"""The worklist of records set aside: their reason, and what to do with each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from ressources.importation.admin.acces import account_of, import_required
from ressources.importation.admin.formulaires import PlacementForm
from ressources.importation.traitement import discard, place, retry, retry_all
from ressources.models.importation import FicheEnQuarantaine, MotifQuarantaine, StatutQuarantaine

PAR_PAGE = 50


@import_required
@require_safe
def list_quarantaine(request: HttpRequest) -> HttpResponse:
    """Show the records to deal with, or those of another state; filters by reason and source."""
    statut = request.GET.get("statut", StatutQuarantaine.A_TRAITER)
    fiches = FicheEnQuarantaine.objects.filter(statut=statut).select_related("commune").defer("donnees")
    if motif := request.GET.get("motif", ""):
        fiches = fiches.filter(motif=motif)
    if source := request.GET.get("source", ""):
        fiches = fiches.filter(source=source)
    contexte = {
        "page": Paginator(fiches, PAR_PAGE).get_page(request.GET.get("p")),
        "statuts": StatutQuarantaine.choices,
        "motifs": MotifQuarantaine.choices,
        "sources": FicheEnQuarantaine.objects.order_by("source").values_list("source", flat=True).distinct(),
        "choix": {"statut": statut, "motif": motif, "source": source},
    }
    return render(request, "ressources/admin/importation/quarantaine.html", contexte)


@import_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_fiche(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record and place it in the commune that the editor names."""
    fiche = get_object_or_404(FicheEnQuarantaine.objects.select_related("commune", "site"), pk=pk)
    formulaire = PlacementForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        fait = place(fiche=fiche, commune=formulaire.cleaned_data["commune"], par=account_of(request))
        _tell(request, fiche, fait)
        return redirect("importation:quarantaine")
    contexte = {"fiche": fiche, "form": formulaire}
    return render(
        request, "ressources/admin/importation/fiche.html", contexte, status=422 if formulaire.errors else 200
    )


@import_required
@require_POST
def discard_fiche(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a record out for good: the imports to come will not bring it back."""
    fiche = get_object_or_404(FicheEnQuarantaine, pk=pk)
    discard(fiche=fiche)
    messages.success(request, _("« %(nom)s » est écartée.") % {"nom": fiche.nom})
    return redirect("importation:quarantaine")


@import_required
@require_POST
def retry_fiche(request: HttpRequest, pk: int) -> HttpResponse:
    """Try to place a record again, for instance once the table of communes is up to date."""
    fiche = get_object_or_404(FicheEnQuarantaine.objects.select_related("site"), pk=pk)
    _tell(request, fiche, retry(fiche=fiche, par=account_of(request)))
    return redirect("importation:quarantaine")


@import_required
@require_POST
def retry_everything(request: HttpRequest) -> HttpResponse:
    """Try again every record that waits."""
    placees, restantes = retry_all(par=account_of(request))
    messages.success(request, _("%(oui)d placées, %(non)d encore à traiter.") % {"oui": placees, "non": restantes})
    return redirect("importation:quarantaine")


def _tell(request: HttpRequest, fiche: FicheEnQuarantaine, fait: bool) -> None:
    if fait:
        messages.success(request, _("« %(nom)s » est dans le guide.") % {"nom": fiche.nom})
    else:
        messages.warning(
            request, _("« %(nom)s » reste à traiter : %(detail)s") % {"nom": fiche.nom, "detail": fiche.detail}
        )

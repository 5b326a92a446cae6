"""The worklist of records set aside: their reason, and what to do with each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from ressources.importation.admin.acces import account_of, import_required
from ressources.importation.admin.formulaires import PlacementForm
from ressources.importation.admin.quarantaine import Ecran, show_list, show_one, tell
from ressources.importation.traitement import discard, place, retry, retry_all
from ressources.models.importation import FicheEnQuarantaine

ECRAN = Ecran(
    titre=gettext_lazy("Fiches mises de côté"),
    objet=gettext_lazy("Structure"),
    provenance=gettext_lazy("Source"),
    fait=gettext_lazy("« %(nom)s » est dans le guide."),
    liste="importation:quarantaine",
    une="importation:fiche",
    reessayer="importation:reessayer",
    ecarter="importation:ecarter",
    tout_reessayer="importation:tout_reessayer",
)


@import_required
@require_safe
def list_quarantaine(request: HttpRequest) -> HttpResponse:
    """Show the records to deal with, or those of another state."""
    return show_list(request, ECRAN, FicheEnQuarantaine)


@import_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_fiche(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record and place it in the commune that the editor names."""
    fiche = get_object_or_404(FicheEnQuarantaine.objects.select_related("commune", "site"), pk=pk)
    formulaire = PlacementForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        fait = place(fiche=fiche, commune=formulaire.cleaned_data["commune"], par=account_of(request))
        tell(request, ECRAN, fiche, fait=fait)
        return redirect(ECRAN.liste)
    return show_one(request, ECRAN, fiche, formulaire)


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
    tell(request, ECRAN, fiche, fait=retry(fiche=fiche, par=account_of(request)))
    return redirect("importation:quarantaine")


@import_required
@require_POST
def retry_everything(request: HttpRequest) -> HttpResponse:
    """Try again every record that waits."""
    placees, restantes = retry_all(par=account_of(request))
    messages.success(request, _("%(oui)d placées, %(non)d encore à traiter.") % {"oui": placees, "non": restantes})
    return redirect("importation:quarantaine")

"""Send a file, look at what it would do, confirm or leave it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Site

from ressources.importation.admin.acces import account_of, import_required
from ressources.importation.admin.formulaires import EnvoiForm
from ressources.importation.execution import Options
from ressources.importation.journal import DejaFait, confirm, preview
from ressources.models.importation import FicheEnQuarantaine, Import, StatutImport, StatutQuarantaine

HISTORIQUE = 30  # imports listed


@import_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_file(request: HttpRequest) -> HttpResponse:
    """Show the form and the history; try the file that is sent."""
    formulaire = EnvoiForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and formulaire.is_valid():
        envoi = formulaire.cleaned_data["fichier"]
        options = formulaire.options(Site.find_for_request(request), request.user)
        return redirect("importation:apercu", preview(contenu=envoi.read(), nom=envoi.name, options=options).pk)
    en_attente = FicheEnQuarantaine.objects.filter(statut=StatutQuarantaine.A_TRAITER).count()
    historique = Import.objects.defer("contenu", "remarques").select_related("par")[:HISTORIQUE]
    contexte = {"form": formulaire, "imports": historique, "en_attente": en_attente}
    return render(
        request, "ressources/admin/importation/envoi.html", contexte, status=422 if formulaire.errors else 200
    )


@import_required
@require_safe
def show_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would do, or did."""
    trace = get_object_or_404(Import.objects.defer("contenu").select_related("par"), pk=pk)
    contexte = {"trace": trace, "a_confirmer": trace.statut == StatutImport.APERCU}
    return render(request, "ressources/admin/importation/apercu.html", contexte)


@import_required
@require_POST
def confirm_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Import the previewed file, once."""
    apercu = get_object_or_404(Import.objects.defer("contenu"), pk=pk)
    choix = apercu.options
    options = Options(
        site=apercu.site,
        source=apercu.source,
        format=apercu.format,
        brouillon=choix["brouillon"],
        depublier_absents=choix["depublier_absents"],
        type_defaut=choix["type_defaut"],
        themes_defaut=tuple(choix["themes_defaut"]),
        par=account_of(request),
    )
    try:
        fait = confirm(apercu=apercu, options=options)
    except DejaFait:
        messages.warning(request, _("Cet import a déjà été confirmé, ou son fichier n’est plus gardé."))
        return redirect("importation:apercu", pk)
    if fait.statut == StatutImport.REFUSE:
        messages.error(request, _("Le fichier a été refusé : rien n’a changé."))
    else:
        messages.success(request, _("Import effectué."))
    return redirect("importation:apercu", pk)


@import_required
@require_POST
def drop_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a preview: its file is forgotten."""
    Import.objects.filter(pk=pk, statut=StatutImport.APERCU).delete()
    messages.success(request, _("Aperçu abandonné : rien n’a changé."))
    return redirect("importation:envoi")

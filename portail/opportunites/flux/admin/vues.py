"""Try a feed, run it, look at a file, read what a run did."""

import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from ressources.importation.erreurs import FichierRefuse

from ..apercu import Apercu, preview
from ..execution import Options
from ..journal import import_and_record
from ..models import Flux, PassageFlux
from ..passages import fetched
from ..taches import run_one_feed
from .acces import REGLER, VOIR, required
from .formulaires import FichierForm


@require_POST
@required(REGLER)
def try_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch the feed and show what importing it would do; nothing is kept."""
    flux = _flux(pk)
    try:
        with fetched(flux, conditionnel=False) as (_recu, path):
            apercu = preview(flux, path)
    except FichierRefuse as refus:
        apercu = Apercu(refus=str(refus))
    return _show(request, flux, apercu, flux.url)


@require_POST
@required(REGLER)
def run_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the worker fetch and import the feed; a person may say that a reduction is right."""
    flux = _flux(pk)
    if not flux.url:
        messages.error(request, _("Ce flux n’a pas d’adresse : envoyez un fichier."))
        return redirect("flux:inspect", pk)
    run_one_feed.enqueue(flux.pk, request.user.pk, "confirmer" in request.POST)
    messages.success(request, _("C’est parti : le passage paraîtra ici dans un moment."))
    return redirect("flux:inspect", pk)


@require_POST
@required(REGLER)
def read_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would give, or import it."""
    flux = _flux(pk)
    formulaire = FichierForm(request.POST, request.FILES)
    if not formulaire.is_valid():
        return _show(request, flux, Apercu(refus=" ".join(map(str, formulaire.errors["fichier"]))), "")
    envoi = formulaire.cleaned_data["fichier"]
    with tempfile.TemporaryDirectory(prefix="flux-") as dossier:
        path = Path(dossier) / "flux"
        with path.open("wb") as fichier:
            for bloc in envoi.chunks():
                fichier.write(bloc)
        if "importer" not in request.POST:
            return _show(request, flux, preview(flux, path), envoi.name)
        options = Options(par=request.user, accepte_reduction="confirmer" in request.POST)
        try:
            import_and_record(flux, path, options, origine=envoi.name)
        except FichierRefuse as refus:
            return _show(request, flux, Apercu(refus=str(refus)), envoi.name)
    messages.success(request, _("Import effectué."))
    return redirect("flux_offres:passage", flux.passages.values_list("pk", flat=True)[0])


@require_safe
@required(VOIR)
def show_passage(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a run did, line by line."""
    passage = get_object_or_404(PassageFlux.objects.select_related("flux", "par"), pk=pk)
    return render(request, "flux/admin/passage.html", {"passage": passage, "flux": passage.flux})


def _flux(pk: int) -> Flux:
    return get_object_or_404(Flux.objects.select_related("site"), pk=pk)


def _show(request: HttpRequest, flux: Flux, apercu: Apercu, origine: str) -> HttpResponse:
    contexte = {"flux": flux, "apercu": apercu, "origine": origine}
    return render(request, "flux/admin/apercu.html", contexte, status=422 if apercu.refus else 200)

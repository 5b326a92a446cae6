"""« Mes fiches »: what the public sees, « tout est juste » in one click, corrections and absences."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ressources.models import PersonneRessource
from ressources.services import verify
from ressources.vocabulaire import MoyenVerification

from ..acces import RequetePro, professionnel
from ..apercu import describe
from ..corrections import FicheVerrouillee, is_in_review, set_absence, submit_correction
from ..fiches import find_fiche, list_fiches, public_url
from ..formulaires import CORRECTIONS, AbsenceForm

READ_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@professionnel
def fiches(request: RequetePro) -> HttpResponse:
    """List the entries of the professional's structures."""
    return render(request, "espace/fiches.html", {"lignes": list_fiches(request.professionnel)})


@require_safe
@professionnel
def fiche(request: RequetePro, genre: str, pk: int) -> HttpResponse:
    """Show an entry as the public reads it, and what can be done with it."""
    fiche = find_fiche(request.professionnel, genre, pk)
    context = {
        "fiche": fiche,
        "genre": genre,
        "faits": describe(fiche),
        "page_publique": public_url(fiche),
        "en_relecture": is_in_review(fiche),
    }
    return render(request, "espace/fiche.html", context)


@require_POST
@professionnel
def juste(request: RequetePro, genre: str, pk: int) -> HttpResponse:
    """Write down that the professional finds the entry right, today."""
    fiche = find_fiche(request.professionnel, genre, pk)
    verify(fiche=fiche, par=request.user, comment=MoyenVerification.ESPACE_PRO)
    messages.success(request, _("Merci : la fiche « %(fiche)s » est vérifiée aujourd’hui.") % {"fiche": fiche})
    return redirect("espace:aujourdhui" if request.POST.get("suite") == "aujourdhui" else "espace:fiches")


@require_http_methods(READ_WRITE)
@professionnel
def corriger(request: RequetePro, genre: str, pk: int) -> HttpResponse:
    """Ask what is to be changed, and submit it to the team."""
    fiche = find_fiche(request.professionnel, genre, pk)
    brouillon = fiche.get_latest_revision_as_object()
    form = CORRECTIONS[genre](request.POST if request.method == "POST" else None, instance=brouillon)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False)
        return _submit(request, genre, fiche, form)
    context = {"fiche": fiche, "genre": genre, "form": form, "en_relecture": is_in_review(fiche)}
    return render(request, "espace/corriger.html", context, status=422 if form.errors else 200)


def _submit(request: RequetePro, genre: str, fiche, form) -> HttpResponse:
    champs, a_dire = form.changed_names, form.cleaned_data["a_dire"]
    if not champs and not a_dire:
        messages.info(request, _("Vous n’avez rien changé. Si tout est juste, dites-le d’un clic."))
        return redirect("espace:fiche", genre, fiche.pk)
    try:
        submit_correction(brouillon=form.instance, champs=champs, par=request.user, a_dire=a_dire)
    except FicheVerrouillee:
        messages.warning(request, _("L’équipe du guide travaille sur cette fiche en ce moment. Réessayez demain."))
    else:
        messages.success(request, _("C’est envoyé à l’équipe du guide. La page publique change quand elle a relu."))
    return redirect("espace:fiche", genre, fiche.pk)


@require_http_methods(READ_WRITE)
@professionnel
def absence(request: RequetePro, pk: int) -> HttpResponse:
    """Ask when somebody is away; it shows at once on their page."""
    personne = find_fiche(request.professionnel, "personne", pk)
    form = AbsenceForm(request.POST if request.method == "POST" else None, instance=personne)
    if request.method == "POST" and form.is_valid():
        set_absence(personne=PersonneRessource.objects.get(pk=pk), par=request.user, **form.cleaned_data)
        messages.success(request, _("C’est noté : la page publique le dit."))
        return redirect("espace:fiche", "personne", pk)
    context = {"fiche": personne, "form": form}
    return render(request, "espace/absence.html", context, status=422 if form.errors else 200)

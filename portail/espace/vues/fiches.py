"""« Mes fiches »: what the public sees, and « tout est juste » in one click."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ressources.fraicheur import compute_fraicheur
from ressources.services import verify
from ressources.vocabulaire import MoyenVerification

from ..acces import professionnel
from ..fiches import find_fiche, list_fiches


@require_safe
@professionnel
def fiches(request: HttpRequest) -> HttpResponse:
    """List the entries of the professional's structures."""
    return render(request, "espace/fiches.html", {"lignes": list_fiches(request.professionnel)})  # type: ignore[attr-defined]


@require_safe
@professionnel
def fiche(request: HttpRequest, genre: str, pk: int) -> HttpResponse:
    """Show an entry as the public reads it, and what can be done with it."""
    fiche = find_fiche(request.professionnel, genre, pk)  # type: ignore[attr-defined]
    context = {"fiche": fiche, "genre": genre, "fraicheur": compute_fraicheur(fiche.verifie_le)}
    return render(request, "espace/fiche.html", context)


@require_POST
@professionnel
def juste(request: HttpRequest, genre: str, pk: int) -> HttpResponse:
    """Write down that the professional finds the entry right, today."""
    fiche = find_fiche(request.professionnel, genre, pk)  # type: ignore[attr-defined]
    verify(fiche=fiche, par=request.user, comment=MoyenVerification.ESPACE_PRO)
    messages.success(request, _("Merci : « %(fiche)s » est vérifiée aujourd’hui.") % {"fiche": fiche})
    return redirect("espace:aujourdhui" if request.POST.get("suite") == "aujourdhui" else "espace:fiches")

"""Report an error: the form, a recap, then thanks with what happens next. Never cached: it carries a token."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from ..antispam import give_back_jeton, is_allowed, make_jeton, spend_jeton
from ..forms import SignalementForm
from ..services import report_signalement
from .fiche import on_fiche

FORMULAIRE = "ressources/signaler.html"


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@on_fiche
def report(request: HttpRequest, genre: str, fiche) -> HttpResponse:
    """Show the form; on POST, show it again with its errors, or the recap, or send (`etape=envoyer`)."""
    contexte = {"fiche": fiche, "genre": genre}
    if request.method != "POST":
        formulaire = SignalementForm(initial={"jeton": make_jeton()})
        return render(request, FORMULAIRE, {**contexte, "form": formulaire})
    formulaire = SignalementForm(request.POST)
    if not formulaire.is_valid() or request.POST.get("etape") == "corriger":
        statut = 422 if formulaire.errors else 200
        return render(request, FORMULAIRE, {**contexte, "form": formulaire}, status=statut)
    if request.POST.get("etape") != "envoyer":
        return render(request, "ressources/signaler_recap.html", {**contexte, "form": formulaire})
    return send(request, contexte, formulaire)


def send(request: HttpRequest, contexte: dict, formulaire: SignalementForm) -> HttpResponse:
    """Save the report once; beyond the rate limit, keep the words and say to come back."""
    donnees, fiche = formulaire.cleaned_data, contexte["fiche"]
    if spend_jeton(donnees["jeton"]):
        if not is_allowed(request, "signalement"):
            give_back_jeton(donnees["jeton"])
            return render(request, FORMULAIRE, {**contexte, "form": formulaire, "trop_d_envois": True}, status=429)
        try:
            report_signalement(
                fiche=fiche, motif=donnees["motif"], message=donnees["message"], courriel=donnees["courriel"]
            )
        except Exception:
            give_back_jeton(donnees["jeton"])
            raise
    merci = reverse(f"ressources:{contexte['genre']}_signaler_merci", args=[fiche.pk, fiche.slug])
    return HttpResponseRedirect(merci)


@require_safe
@on_fiche
def thank(request: HttpRequest, genre: str, fiche) -> HttpResponse:
    """Thank, and say what happens next."""
    return render(request, "ressources/signaler_merci.html", {"fiche": fiche, "genre": genre})

"""The young person's page: where the request is, what was answered, and all that can be done with it."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portail.commun.discretion import discreet
from ressources.antispam import make_jeton
from ressources.limites import Limite, network_of

from .. import exportation, liens, textes
from ..forms import CodeForm, MessageForm
from ..models import Demande
from ..mouvements import MouvementInterdit
from ..services import erase_demande, withdraw_demande, write_again
from .ecrire import name_sending

NOUVEAU = 600  # seconds during which the page thanks for the sending


def on_demande(view: Callable[..., HttpResponse]):
    """Give the view the request that a secret link names; say so when it was erased."""

    @discreet
    @wraps(view)
    def wrapped(request: HttpRequest, lien: str) -> HttpResponse:
        reference = liens.read_suivi(lien)
        demande = Demande.objects.with_entries().filter(reference=reference).first() if reference else None
        if demande is None:
            raise Http404
        if demande.anonymisee_le:
            return render(request, "echanges/suivi_effacee.html", status=410)
        return view(request, demande, lien)

    return wrapped


@on_demande
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, demande: Demande, lien: str) -> HttpResponse:
    """Show the request; on POST, add a message to it."""
    if request.method != "POST":
        return show(request, demande, lien, MessageForm(initial={"jeton": make_jeton()}))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return show(request, demande, lien, form, status=422)
    if not Limite("echanges.suivi", settings.ECHANGES_PAR_SUIVI).allows(demande.pk):
        return show(
            request, demande, lien, form, status=429, refus=_("Beaucoup de messages en une heure. Fais une pause.")
        )
    try:
        cle = name_sending(demande.pk, form.cleaned_data["jeton"])
        write_again(demande=demande, texte=form.cleaned_data["texte"], cle=cle)
    except MouvementInterdit as interdit:
        return show(request, demande, lien, form, status=409, refus=str(interdit))
    return HttpResponseRedirect(reverse("echanges:suivi", args=[lien]) + "#messages")


def show(
    request: HttpRequest, demande: Demande, lien: str, form: MessageForm, *, status: int = 200, refus: str = ""
) -> HttpResponse:
    contexte = {
        "demande": demande,
        "lien": lien,
        "code": liens.make_code(demande.reference),
        "messages_demande": list(demande.messages.all()),
        "etapes": textes.build_etapes(demande),
        "suite": textes.say_suite(demande),
        "portes": textes.list_portes(demande),
        "form": form,
        "refus": refus,
        "nouvelle": (timezone.now() - demande.envoyee_le).total_seconds() < NOUVEAU and not demande.repondue_le,
    }
    return render(request, "echanges/suivi.html", contexte, status=status)


@on_demande
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, demande: Demande, lien: str) -> HttpResponse:
    """Ask for a confirmation, then take the request back."""
    retour = reverse("echanges:suivi", args=[lien])
    if request.method != "POST":
        return render(request, "echanges/suivi_retirer.html", {"demande": demande, "retour": retour})
    try:
        withdraw_demande(demande=demande)
    except MouvementInterdit as refus:
        form = MessageForm(initial={"jeton": make_jeton()})
        return show(request, demande, lien, form, status=409, refus=str(refus))
    return HttpResponseRedirect(retour)


@on_demande
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, demande: Demande, lien: str) -> HttpResponse:
    """Ask for a confirmation, then erase everything that says who asked and what."""
    if request.method != "POST":
        retour = reverse("echanges:suivi", args=[lien])
        return render(request, "echanges/suivi_effacer.html", {"demande": demande, "retour": retour})
    erase_demande(demande=demande)
    return render(request, "echanges/suivi_effacee.html")


@on_demande
@require_safe
def export(request: HttpRequest, demande: Demande, lien: str) -> HttpResponse:
    """All that is kept of the request, on a page that prints."""
    contexte = {"demande": demande, "lien": lien, "parties": exportation.describe(demande)}
    return render(request, "echanges/suivi_donnees.html", contexte)


@on_demande
@require_safe
def download(request: HttpRequest, demande: Demande, lien: str) -> HttpResponse:
    """The same for machines (RGPD, article 20)."""
    response = JsonResponse(exportation.as_json(demande), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="demande.json"'
    return response


@never_cache
@csrf_exempt  # it only reads, and a token would need a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Lead from a short code to its page. Wrong codes are counted: nobody tries them all."""
    if request.method != "POST":
        return render(request, "echanges/code.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    essais = Limite("echanges.code", settings.ECHANGES_CODES_FAUX)
    reseau = network_of(request)
    if essais.is_reached(reseau):
        form.add_error("code", _("Trop d’essais depuis cette connexion. Réessaie dans une heure."))
        return render(request, "echanges/code.html", {"form": form}, status=429)
    if form.is_valid():
        code = liens.normalise_code(form.cleaned_data["code"])
        demande = Demande.objects.filter(empreinte_code=liens.digest_code(code)).first() if code else None
        if demande is not None:
            return HttpResponseRedirect(reverse("echanges:suivi", args=[liens.make_suivi(demande.reference)]))
        essais.allows(reseau)
        form.add_error("code", _("On ne connaît pas ce code. Regarde bien chaque lettre, puis réessaie."))
    return render(request, "echanges/code.html", {"form": form}, status=422)

"""Screens about messages in the Wagtail admin: templates with sample data, trials, and the inbox of a demonstration."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.models import Site

from . import boite
from .courriels import post_courriel
from .modeles import Modele, find_modele, modeles, preview_courriel, preview_sms
from .models import Message
from .vocabulaire import Canal

PERMISSION = "notifications.view_message"


def site_of(request: HttpRequest) -> Site:
    return Site.find_for_request(request) or Site.objects.get(is_default_site=True)


def usage(site: Site) -> dict[str, int | date]:
    """Return how many SMS the site has used this month, and its cap."""
    month = timezone.localdate().replace(day=1)
    used = Message.objects.segments_of_month(site, month)
    return {"mois": month, "utilises": used, "plafond": settings.SMS_PLAFOND_MENSUEL}


@require_safe
def show_modeles(request: HttpRequest) -> HttpResponse:
    """List the templates, and what the month's SMS come to."""
    if not request.user.has_perm(PERMISSION):
        return permission_denied(request)
    site = site_of(request)
    lignes = [(modele, preview_sms(modele, site) if modele.canal == Canal.SMS else None) for modele in modeles()]
    return render(request, "notifications/admin/modeles.html", {"lignes": lignes, "sms": usage(site)})


@require_safe
def show_modele(request: HttpRequest, nom: str) -> HttpResponse:
    """Show one as it arrives: the text, the laid-out version, the cost of an SMS."""
    if not request.user.has_perm(PERMISSION):
        return permission_denied(request)
    modele, site = _find(nom), site_of(request)
    shown = (
        {"sms": preview_sms(modele, site)} if modele.canal == Canal.SMS else {"lettre": preview_courriel(modele, site)}
    )
    return render(request, "notifications/admin/modele.html", {"modele": modele, "sms": None, "lettre": None} | shown)


@require_POST
def send_trial(request: HttpRequest, nom: str) -> HttpResponse:
    """Send a mail, with its sample data, to the one who asks and to nobody else."""
    if not request.user.has_perm(PERMISSION):
        return permission_denied(request)
    modele, site, adresse = _find(nom), site_of(request), request.user.email  # type: ignore[union-attr]  # signed in
    if modele.canal != Canal.COURRIEL:
        raise Http404
    post_courriel(
        site=site,
        gabarit=modele.gabarit,
        destinataire=adresse,
        contexte=modele.exemple(site),
        cle=f"essai-{modele.genre}-{request.user.pk}-{timezone.now().timestamp():.0f}",
    )
    messages.success(request, _("L’essai part vers %(adresse)s.") % {"adresse": adresse})
    return redirect("messages_modele", nom)


@require_safe
def show_boite(request: HttpRequest) -> HttpResponse:
    """Show what would have been received. A demonstration's only: a 404 where mails really leave."""
    if boite.folder() is None or not settings.DEMO_ACCOUNTS:
        raise Http404
    if not request.user.is_superuser:  # codes of every account are in it
        return permission_denied(request)
    return render(request, "notifications/admin/boite.html", {"recus": boite.received()})


def _find(nom: str) -> Modele:
    modele = find_modele(nom)
    if modele is None:
        raise Http404
    return modele

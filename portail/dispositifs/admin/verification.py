"""Writing down that somebody checked a dispositif on the official site: one click, and the date of the day."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from ..models import Dispositif


@transaction.atomic
def verify(*, dispositif: Dispositif, par) -> None:
    """Move the date of check to today, and log who did it; the text is not touched."""
    dispositif.verifie_le, dispositif.verifie_par = timezone.localdate(), par.get_full_name()
    dispositif.save(update_fields=["verifie_le", "verifie_par"])
    log(dispositif, "dispositifs.verify", user=par)


def may_verify(user, dispositif: Dispositif) -> bool:
    return policy_registry.get_by_type(Dispositif).user_has_permission_for_instance(user, "change", dispositif)


@require_http_methods(["GET", "HEAD", "POST"])
def verify_dispositif(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether the official site still says the same, then write it down."""
    dispositif = get_object_or_404(Dispositif, pk=pk)
    if not may_verify(request.user, dispositif):
        raise PermissionDenied
    back = get_valid_next_url_from_request(request) or reverse(dispositif.snippet_viewset.get_url_name("list"))
    if request.method == "POST":
        verify(dispositif=dispositif, par=request.user)
        messages.success(request, _("« %(nom)s » : vérifié aujourd’hui.") % {"nom": dispositif})
        return redirect(back)
    return render(request, "dispositifs/admin/verifier.html", {"dispositif": dispositif, "retour": back})


def listing_buttons(snippet, user, next_url=None):
    """Yield the actions on a dispositif of the list."""
    if not isinstance(snippet, Dispositif):
        return
    if may_verify(user, snippet):
        url = reverse("dispositifs_admin:verifier", args=[snippet.pk])
        yield Button(_("Marquer comme vérifié"), url, icon_name="check", priority=5)
    if snippet.live:
        yield Button(_("Voir la page"), snippet.get_absolute_url(), icon_name="view", priority=15)

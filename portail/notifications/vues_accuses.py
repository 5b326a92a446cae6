"""The address that carriers of SMS call: known to them alone, by the secret it holds."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ressources.limites import Limite, network_of

from .accuses import apply_accuse, read_accuse
from .passerelles import SCHEMES

TAILLE = 16 * 1024  # bytes of a call
FAUX_SECRETS = Limite("sms.faux-secrets", maximum=20)  # an hour, from one network
APPELS = Limite("sms.retours", maximum=6000)


@csrf_exempt  # a machine calls, without a session; the secret of the address stands for a token
@never_cache
@require_http_methods(["GET", "POST"])
def receive_accuse(request: HttpRequest, fournisseur: str, secret: str) -> HttpResponse:
    """Take a receipt or a STOP. 204 whether or not it mattered, so that a carrier does not call again."""
    reseau = network_of(request)
    if FAUX_SECRETS.is_reached(reseau) or not APPELS.allows(reseau):
        return HttpResponse(status=429)
    attendu = settings.SMS_RETOURS_SECRET
    if not attendu or fournisseur not in SCHEMES or not constant_time_compare(secret, attendu):
        FAUX_SECRETS.allows(reseau)
        raise Http404
    apply_accuse(read_accuse(_read(request)), fournisseur)
    return HttpResponse(status=204)


def _read(request: HttpRequest) -> dict[str, Any]:
    """Return what was sent: the query, a form, or a JSON object; what is none of these tells nothing."""
    donnees: dict[str, Any] = request.GET.dict()
    if request.content_type != "application/json":
        return donnees | request.POST.dict()
    try:
        recu = json.loads(request.body) if int(request.headers.get("Content-Length") or 0) <= TAILLE else {}
    except (ValueError, RecursionError):
        recu = {}
    return donnees | (recu if isinstance(recu, dict) else {})

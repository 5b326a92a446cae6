"""Staff must have a second factor before the administration opens to them."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class StaffMfaMiddleware:
    """Send a signed-in account without second factor from the administration to where it sets one up.

    Signing in goes through allauth only, which asks for the second factor of whoever has one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MFA_STAFF_OBLIGATOIRE and _is_guarded(request) and not is_mfa_enabled(request.user):
            messages.warning(
                request, _("Avant d’entrer dans l’administration, ajoutez une deuxième preuve d’identité.")
            )
            return redirect("mfa_index")
        return self.get_response(request)


def _is_guarded(request: HttpRequest) -> bool:
    return request.path.startswith(settings.ADMIN_PREFIXES[0]) and request.user.is_authenticated

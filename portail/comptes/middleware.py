"""The team must have a second factor before the administration opens to them."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ressources.permissions import PROFESSIONNELS

from .models import Utilisateur


class StaffMfaMiddleware:
    """Send a member of the team without second factor from the administration to where one is set up.

    Signing in goes through allauth only, which asks for the second factor of whoever has one. A professional, who only
    edits the entries of her own structures, signs in with a code sent by e-mail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MFA_STAFF_OBLIGATOIRE and _lacks_second_factor(request):
            messages.warning(
                request, _("Avant d’entrer dans l’administration, ajoutez une deuxième preuve d’identité.")
            )
            return redirect("mfa_index")
        return self.get_response(request)


def _lacks_second_factor(request: HttpRequest) -> bool:
    if not request.path.startswith(settings.ADMIN_PREFIXES) or not request.user.is_authenticated:
        return False
    return is_team_member(request.user) and not is_mfa_enabled(request.user)


def is_team_member(user: Utilisateur) -> bool:
    """Whether the account may do more than edit the entries of its own structures."""
    if user.is_superuser or user.user_permissions.exists():
        return True
    return user.groups.exclude(name=PROFESSIONNELS).exists()

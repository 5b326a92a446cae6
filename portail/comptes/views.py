"""Sign-in at the administration's door, and the account page."""

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


@method_decorator(never_cache, name="dispatch")
class AdminLoginView(LoginView):
    """allauth's sign-in in place of Wagtail's, which would pass over the second factor."""


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, and where to change what protects the account."""
    return render(
        request,
        "account/profile.html",
        {
            "roles": list(request.user.groups.values_list("name", flat=True)),
            "has_admin_access": request.user.has_perm("wagtailadmin.access_admin"),
            "has_second_factor": is_mfa_enabled(request.user),
        },
    )

"""Who may open the pages of the space: `@professionnel` on each view."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from .professionnel import Professionnel, find_professionnel

View = Callable[..., HttpResponse]


class RequetePro(HttpRequest):
    """A request that `professionnel` let in."""

    professionnel: Professionnel


def professionnel(view: View) -> View:
    """Let in accounts that work for a structure, as `request.professionnel`; nothing is kept by a cache.

    A visitor is sent to the code by e-mail, and brought back afterwards. Another account is told, politely, that this
    page is not theirs. What belongs to somebody else is a 404 in the view: the address must not tell that it exists.
    """

    @never_cache
    @wraps(view)
    def guarded(request: RequetePro, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "account_request_login_code")
        professionnel = find_professionnel(request.user)
        if professionnel is None:
            return render(request, "espace/refus.html", status=403)
        request.professionnel = professionnel
        return view(request, *args, **kwargs)

    return guarded

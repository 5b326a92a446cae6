"""Who may open the pages of the space: `@professionnel` on each view."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from .professionnel import find_professionnel

View = Callable[..., HttpResponse]


def professionnel(view: View) -> View:
    """Let in accounts that work for a structure, as `request.professionnel`; nothing is kept by a cache.

    A visitor is sent to the code by e-mail, and brought back afterwards. Another account is told, politely, that this
    page is not theirs. What belongs to somebody else is a 404 in the view: the address must not tell that it exists.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "account_request_login_code")
        request.professionnel = find_professionnel(request.user)
        if request.professionnel is None:
            return render(request, "espace/refus.html", status=403)
        return view(request, *args, **kwargs)

    guarded.reserve_aux_professionnels = True
    return guarded

"""What a page that belongs to one person owes: kept by no cache, found by no robot, its address told to no one."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect


def discreet(view):
    """Guard the forms of a page that belongs to one person.

    `same-origin` rather than `no-referrer`: browsers would then send `Origin: null` with our forms, which are refused.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return never_cache(csrf_protect(wrapped))

"""Error answers in the site's look: a page for people, JSON for whoever calls the API."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

API_PREFIX = "/api/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, _("La demande est mal formée."))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, _("Cette page est réservée."))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404, _("Cette page n’existe pas ou n’existe plus."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without the request's context: the fault may be the database, which the page frame would ask again."""
    message = _("Le site a rencontré une erreur. Elle est notée, réessaie dans un moment.")
    if request.path.startswith(API_PREFIX):
        return JsonResponse({"detail": message}, status=500)
    return HttpResponse(loader.render_to_string("500.html", {"message": message}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form left open too long, or cookies refused: say how to send it again."""
    return _answer(
        request, 403, _("Le formulaire est resté ouvert trop longtemps, ou les cookies sont bloqués. Recharge la page.")
    )


def _answer(request: HttpRequest, status: int, message: str) -> HttpResponse:
    if request.path.startswith(API_PREFIX):
        return JsonResponse({"detail": message}, status=status)
    return render(request, f"{status}.html", {"message": message}, status=status)

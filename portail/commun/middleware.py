"""Middleware without a model: malformed requests, and the administration's own content policy."""

from collections.abc import Callable
from typing import cast
from urllib.parse import unquote_to_bytes

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import erreurs

Handler = Callable[[HttpRequest], HttpResponse]
FORM = "application/x-www-form-urlencoded"


class MalformedRequestMiddleware:
    """Answer 400 to a NUL or to bytes that are not UTF-8, in the path, the query or a form.

    No database accepts a NUL in a text, and Django silently replaces broken UTF-8: refused here once, nobody below
    needs to think of it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        # This answer is given outside the policy's own middleware.
        self.refuse = cast(Handler, CSPMiddleware(erreurs.bad_request))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = unquote_to_bytes(request.path_info)  # Django has percent-encoded again what is not UTF-8
        query = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
        if _is_broken(path) or _is_broken(query) or (request.content_type == FORM and _is_broken(_form(request))):
            return self.refuse(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """A form with files has been decoded by now; only its NULs are left to see."""
        if request.content_type == "multipart/form-data" and request.method == "POST":
            values = (value for _name, values in request.POST.lists() for value in values)
            if any("\x00" in value for value in values):
                return erreurs.bad_request(request)
        return None


def _form(request: HttpRequest) -> bytes:
    return unquote_to_bytes(request.body)


def _is_broken(raw: bytes) -> bool:
    if b"\x00" in raw:
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


class AdminPolicyMiddleware:
    """Give the administration the content policy that Wagtail's inline scripts need; stands inside django-csp's own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.ADMIN_PREFIXES) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response

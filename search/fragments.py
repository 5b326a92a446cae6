"""A page whose filters are refreshed in place: htmx asks for the part that changes, and the address follows.

The page's form bears `data-filters` and the hx- attributes (static/js/filtres.js); without scripts it is sent by GET.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

ASKED, RESTORED = "HX-Request", "HX-History-Restore-Request"


def render_in_place(
    request: HttpRequest, page: str, fragment: str, context: dict[str, Any], *, address: str
) -> HttpResponse:
    """Render the page, or its fragment when htmx asks; both know which by `in_place`. `address` leads back here."""
    in_place = request.headers.get(ASKED) == "true" and RESTORED not in request.headers
    response = render(request, fragment if in_place else page, {**context, "in_place": in_place})
    patch_vary_headers(response, [ASKED, RESTORED])
    if in_place:
        response["HX-Push-Url"] = address
    return response

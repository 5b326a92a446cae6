"""Uploaded images, served by the application itself where no proxy does it."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

MONTH = 30 * 24 * 3600  # seconds; the name of a rendition changes with its content


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a file of MEDIA_ROOT, to be kept by the browser; 404 when there is none."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    patch_cache_control(response, public=True, max_age=MONTH)
    return response

"""Contours of communes as GeoJSON, for the map of the site."""

import gzip
import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from geo.contours import make_collection
from geo.models import Arrondissement, Commune, Departement, Epci, table_version

TERRITOIRES = {"departement": Departement, "epci": Epci, "arrondissement": Arrondissement}

YEAR, HOUR = 31_536_000, 3_600  # seconds
BODIES_KEPT = 32  # some 60 kB each

JSON = "application/geo+json"


def _etag(request: HttpRequest, genre: str, code: str) -> str:
    # Weak: the body is the same compressed or not.
    return f'W/"{genre}-{code}-{table_version()}"'


@require_safe
@condition(etag_func=_etag)
def contours(request: HttpRequest, genre: str, code: str) -> HttpResponse:
    """Serve the contours of the communes of a territory, compressed once for all visitors.

    With `?v=` and the present version of the table (see `geo.links.contours_url`) the answer
    never changes and says so; otherwise it may be kept for an hour. A Belgian province has no
    contour: its collection is empty. 404 when the territory is unknown.
    """
    version = table_version()
    body = _compress_contours(genre, code, version)
    if not body:
        return JsonResponse(
            {"detail": _("Aucun territoire connu : « %(genre)s %(code)s ».") % {"genre": genre, "code": code}},
            status=404,
        )
    if accepts_gzip(request):
        response = HttpResponse(body, content_type=JSON, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(body), content_type=JSON)
    patch_vary_headers(response, ["Accept-Encoding"])
    if request.GET.get("v") == version:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=HOUR)
    return response


def accepts_gzip(request: HttpRequest) -> bool:
    """Tell whether the client reads gzip ("gzip;q=0" means no)."""
    accepted = request.headers.get("Accept-Encoding", "").replace(" ", "").lower().split(",")
    return any(coding in ("gzip", "*") or coding.startswith("gzip;q=") for coding in accepted if coding != "gzip;q=0")


@lru_cache(maxsize=BODIES_KEPT)
def _compress_contours(genre: str, code: str, version: str) -> bytes:
    """Return the compressed GeoJSON, b"" for an unknown territory; `version` is there for the cache."""
    if not TERRITOIRES[genre]._default_manager.filter(code=code).exists():
        return b""
    communes = Commune.objects.current().filter(**{f"{genre}_id": code})
    text = json.dumps(make_collection(communes.order_by("code")), separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)

"""Whole pages, compressed, kept for visitors who only read.

A page is kept when nothing in it belongs to one visitor: no session, no cookie, no form token, no message. It dies with
the version of the content (see content_version), at the latest after `PAGE_CACHE_SECONDS` ("ouvert maintenant" must not
lie for long) or the view's own `Cache-Control: max-age`. A view opts out with Django's `never_cache`.
"""

import hashlib
import zlib
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import brotli
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_max_age, patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language_from_request
from structlog import get_logger

from . import content_version

PRIVATE_PREFIXES = ("/admin/", "/compte/", "/documents/", "/media/", "/sante/", "/static/")
VARIANTS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")  # headers that may change a page, in its key
VARY = {"accept-encoding", "accept-language", "cookie", *(name.lower() for name in VARIANTS)}
MAX_BYTES = 1_000_000  # of a body before compression
WORTH_COMPRESSING = 500  # bytes

log = get_logger(__name__)


class Page(NamedTuple):
    """A page as it is kept: the version it was made from, its headers, its body in one encoding."""

    version: str
    headers: list[tuple[str, str]]
    body: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        headers = dict(self.headers)
        if headers["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
            kept = ("Cache-Control", "ETag", "Vary", "Content-Location")
            return HttpResponseNotModified(headers={name: headers[name] for name in kept if name in headers})
        return HttpResponse(self.body if request.method == "GET" else b"", headers=headers)


class PageCacheMiddleware:
    """Answer from the cache before any other work; tell what it did in the header X-Cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.PAGE_CACHE_SECONDS or not is_anonymous_read(request):
            return self.get_response(request)
        encoding = preferred_encoding(request.headers.get("Accept-Encoding", ""))
        key = page_key(request, encoding)
        version, page = _read(key)
        if page is not None:
            response = page.answer(request)
            response["X-Cache"] = "hit"
            return response
        response = self.get_response(request)
        if request.method == "GET" and is_shareable(request, response):
            page = make_page(response, encoding, version)
            _write(key, page, _seconds(response))
            response = page.answer(request)
            response["X-Cache"] = "miss"
        return response


def is_anonymous_read(request: HttpRequest) -> bool:
    """A GET or HEAD of a public page by somebody who has neither session nor pending message."""
    return (
        request.method in ("GET", "HEAD")
        and not request.path.startswith(PRIVATE_PREFIXES)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
    )


def is_shareable(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the same bytes may go to the next visitor."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not _words(response, "Cache-Control") & {"private", "no-store", "no-cache"}
        and get_max_age(response) != 0
        and "Content-Encoding" not in response
        and _words(response, "Vary") <= VARY
        and len(response.content) <= MAX_BYTES
    )


def _words(response: HttpResponse, header: str) -> set[str]:
    return {word.strip().lower() for word in response.get(header, "").split(",")} - {""}


def page_key(request: HttpRequest, encoding: str) -> str:
    """Name a page by everything that may change its bytes; the order of the parameters does not."""
    parameters = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    query = urlencode(sorted(parameters, key=lambda parameter: parameter[0]))  # repeated ones keep their own order
    parts: tuple[str, ...] = (
        _release(),
        str(request.scheme),
        request.get_host(),
        request.path,
        query,
        encoding,
        str(get_language_from_request(request)),
        *(str(request.headers.get(name, "")) for name in VARIANTS),
    )
    return "page:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def preferred_encoding(accepted: str) -> str:
    """Return "br", "gzip" or "identity" from an Accept-Encoding header."""
    offers = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        offers[name.strip()] = parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if offers.get(name)), "identity")


def make_page(response: HttpResponse, encoding: str, version: str) -> Page:
    """Compress a response and give it the headers of a page that every browser must ask about again."""
    body = response.content
    if get_max_age(response) is None:
        patch_cache_control(response, max_age=0, must_revalidate=True)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    digest = hashlib.sha256(body).hexdigest()[:24]
    if encoding != "identity" and len(body) >= WORTH_COMPRESSING:
        body = _compress(body, encoding)
        response["Content-Encoding"] = encoding
        digest += f"-{encoding}"
    response["ETag"] = f'"{digest}"'
    response["Content-Length"] = str(len(body))
    return Page(version, list(response.items()), body)


def _compress(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
    compressor = zlib.compressobj(6, wbits=zlib.MAX_WBITS | 16)  # gzip's frame
    return compressor.compress(body) + compressor.flush()


def _seconds(response: HttpResponse) -> int:
    asked = get_max_age(response)
    return min(asked, settings.PAGE_CACHE_SECONDS) if asked else settings.PAGE_CACHE_SECONDS


def _release() -> str:
    """What the page's links to static files belong to: a page must not outlive them."""
    return str(getattr(staticfiles_storage, "manifest_hash", ""))


def _read(key: str) -> tuple[str, Page | None]:
    """Return the content's version and the page if it is still of that version, in one round trip."""
    try:
        found = cache.get_many((content_version.KEY, key))
        if content_version.KEY not in found:
            content_version.bump()
            return cache.get(content_version.KEY, ""), None
    except Exception:
        log.exception("page cache not read")
        return "", None
    version, page = found[content_version.KEY], found.get(key)
    return version, Page(*page) if page and page[0] == version else None


def _write(key: str, page: Page, seconds: int) -> None:
    if not page.version:
        return
    try:
        cache.set(key, tuple(page), seconds)
    except Exception:
        log.exception("page cache not written")

"""One POST to a provider, with the standard library: bounded in time and in size, and failures told apart."""

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import SplitResult, unquote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .interface import EchecPasserelle

SIZE = 64 * 1024  # bytes of an answer
OURS = {401, 402, 403, 404, 408, 425, 429}  # our key, our credit, our address, our pace: the message may leave later


class _NoRedirect(HTTPRedirectHandler):
    """A provider that moved must be configured anew: our key is not carried elsewhere."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


_opener = build_opener(_NoRedirect)


def base_address(parts: SplitResult) -> str:
    """Return the https address of SMS_URL (http for "scheme+http", in tests), without its secrets nor its query."""
    if not parts.hostname:
        raise ImproperlyConfigured(f"SMS_URL ({parts.scheme}) : l’adresse du fournisseur manque.")
    port = f":{parts.port}" if parts.port else ""
    scheme = "http" if parts.scheme.endswith("+http") else "https"
    return f"{scheme}://{parts.hostname}{port}{parts.path}"


def secret(value: str | None, meaning: str) -> str:
    """Return a decoded part of SMS_URL. Raises ImproperlyConfigured, naming what is missing."""
    if not value:
        raise ImproperlyConfigured(f"SMS_URL : il manque {meaning}.")
    return unquote(value)


def encode(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def post(address: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """POST JSON and return the answer's object.

    Raises EchecPasserelle: final for a 4xx that blames the message, to be tried again for anything else.
    """
    complete = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json", **headers}
    request = Request(address, data=body, headers=complete, method="POST")  # noqa: S310 - http(s), from our settings
    try:
        with _opener.open(request, timeout=settings.SMS_ATTENTE) as answer:
            content = answer.read(SIZE)
    except HTTPError as error:
        error.close()
        blamed = 400 <= error.code < 500 and error.code not in OURS
        raise EchecPasserelle(f"HTTP {error.code}", definitif=blamed) from None
    except (OSError, HTTPException) as error:  # refused, cut, too slow
        raise EchecPasserelle(type(error).__name__, definitif=False) from None
    return _read(content)


def _read(content: bytes) -> dict[str, Any]:
    """Return the answer's object, empty when it is none: the SMS left all the same."""
    try:
        answer = json.loads(content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}

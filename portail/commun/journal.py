"""Structured logs without personal data: one line per request, and a filter on every line from whatever library.

A request is named by its route (`personnes/<int:pk>-<slug:slug>/`), never by its address: paths carry secret links,
queries carry what somebody looks for. No IP address, account, e-mail or telephone number is written.
"""

import http.client
import ipaddress
import logging
import re
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.typing import EventDict, Processor

FORBIDDEN_KEYS = {
    "body", "cookies", "courriel", "email", "headers", "ip", "ip_address", "login", "nom", "password", "path", "prenom",
    "q", "query", "query_string", "referer", "remote_addr", "request", "telephone", "token", "url", "user",
    "user_agent", "user_id", "username",
}  # fmt: skip
HARMLESS_KEYS = {"timestamp", "route", "exception"}  # written by this module, never from what a visitor sent
SCRUBBED = (
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[courriel]"),
    (re.compile(r"\?[^\s\"'<>]*"), "?[…]"),
    (re.compile(r"(?<!\d)(?:\+\d{2}|0)[\s.-]?\d(?:[\s.-]?\d{2}){4}(?!\d)"), "[téléphone]"),
    (re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"), "[ip]"),
    (
        re.compile(r"(?<![\w:])[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*(?![\w:])", re.IGNORECASE),
        lambda found: _hide_ipv6(found[0]),
    ),
)

REASONS = set(http.client.responses.values())

log = structlog.get_logger("portail.request")


def scrub(text: str) -> str:
    """Replace e-mail addresses, telephone numbers, IP addresses and query strings in a text."""
    for pattern, replacement in SCRUBBED:
        text = pattern.sub(replacement, text)
    return text


def _hide_ipv6(text: str) -> str:
    """Times of day look like IPv6 addresses: ask the library."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return text
    return "[ip]"


def drop_personal_data(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """structlog processor: forget the keys that name somebody, scrub every other text."""
    return {
        key: scrub(value) if isinstance(value, str) and key not in HARMLESS_KEYS else value
        for key, value in event.items()
        if key not in FORBIDDEN_KEYS
    }


def summarise_exception(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Write an exception as its class and where it went through: its message may quote what somebody typed."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[0] is not None:
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(info[2])]
        event["exception"] = "\n".join([f"{info[0].__module__}.{info[0].__qualname__}", *frames])
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class Formatter(structlog.stdlib.ProcessorFormatter):
    """In Django's own lines the arguments are addresses ("%s: %s"): only the words of a status stay."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name.startswith("django.") and isinstance(record.args, tuple):
            kept = tuple(arg if arg in REASONS or isinstance(arg, int) else "…" for arg in record.args)
            record = logging.makeLogRecord(record.__dict__ | {"args": kept})
        return super().format(record)


def formatter(style: str) -> logging.Formatter:
    """Return the formatter of every log line: "json" for machines, "console" for a terminal."""
    render: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)
    )
    return Formatter(
        foreign_pre_chain=SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            summarise_exception,
            drop_personal_data,
            render,
        ],
    )


structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


class RequestLogMiddleware:
    """One line per request: method, route, status, duration in ms; every line in between carries its request_id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=uuid.uuid4().hex[:12]):
            response = self.get_response(request)
            if request.path.startswith(settings.STATIC_URL):
                return response
            log.info(
                "request",
                method=request.method,
                route=_route(request),
                status=response.status_code,
                duration_ms=round((time.perf_counter() - start) * 1000, 1),
            )
        return response


def _route(request: HttpRequest) -> str:
    """The pattern of the address; "-" when no view was reached (a cached page, a file, an unknown address)."""
    match = request.resolver_match
    return match.route if match else "-"

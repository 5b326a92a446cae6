"""A new process knocks at its own door once: templates, addresses, table of communes and analyzer are then loaded."""

import gc
import sys
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from structlog import get_logger

PAGES = (("/recherche/", "q=logement&ou=Lille"), ("/", ""))

log = get_logger(__name__)


def warm_up(application: Callable) -> None:
    """Ask the WSGI application for a few pages, past the page cache; a failure is logged and stops nothing."""
    for path, query in PAGES:
        try:
            for _chunk in application(_environ(path, query), lambda _status, _headers, _exc_info=None: None):
                pass
        except Exception:
            log.exception("warm-up failed")
    connections.close_all()  # of this thread, which ends here
    gc.collect()
    gc.freeze()  # what is loaded stays: the collector need not walk through it again at each of its rounds


def _environ(path: str, query: str) -> dict:
    address = urlsplit(settings.BASE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(address.port or 443),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": address.netloc,
        "HTTP_X_FORWARDED_PROTO": address.scheme,
        "HTTP_AUTHORIZATION": "warm-up",  # the page cache leaves such requests alone
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }

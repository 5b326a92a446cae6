"""Which site's entries a request may find: several sites may share one portal, one index and one table of entries."""

import time

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Site

# Seconds during which a second site may go unseen: asking costs a query.
DEFAULT_CHECK_SECONDS = 60.0


class _Count:
    """How many sites the portal has, asked now and then."""

    def __init__(self):
        self.several = False
        self.checked_at = float("-inf")

    def read(self) -> bool:
        if time.monotonic() >= self.checked_at + getattr(settings, "SEARCH_SITES_CHECK_SECONDS", DEFAULT_CHECK_SECONDS):
            self.several = Site.objects.count() > 1
            self.checked_at = time.monotonic()
        return self.several


_count = _Count()


def site_of(request: HttpRequest) -> int | None:
    """Return the site whose entries, its own and those it adopted, may be found; None when there is only one.

    An entry that no site may show is not found: its page would not be there.
    """
    if not _count.read():
        return None
    site = Site.find_for_request(request)
    return site.pk if site else None

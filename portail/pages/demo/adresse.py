"""Where the demonstration answers: the plan of the site, canonical addresses, feeds and calendars all write it."""

from urllib.parse import urlsplit

from wagtail.models import ModelLogEntry, Site

PORTS = {"http": 80, "https": 443}


def move_site(base_url: str) -> Site | None:
    """Give the default site the host and port of an address; return it, or None when there was nothing to change.

    What somebody set in the administration stays, and so does a site whose address another one has.
    """
    site = Site.objects.filter(is_default_site=True).first()
    parts = urlsplit(base_url)
    hostname, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 80)
    if site is None or (site.hostname, site.port) == (hostname, port):
        return None
    if ModelLogEntry.objects.for_instance(site).filter(user__isnull=False).exists():
        return None
    if Site.objects.filter(hostname=hostname, port=port).exists():
        return None
    site.hostname, site.port = hostname, port
    site.save(update_fields=["hostname", "port"])
    return site

"""The version of what visitors read: a random word in the cache, replaced after every commit that wrote content.

Writes are seen where they reach the database, not through model signals: bulk imports, `QuerySet.update()` and the raw
SQL of the search index send none. Cached pages carry the version they were made from and die with it.
"""

import re
from uuid import uuid4

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.signals import connection_created
from structlog import get_logger

KEY = "contenu:version"
CONTENT_TABLES = (
    "cms_", "diffusion_", "dispositifs_", "echanges_delaireponse", "geo_", "mediatheque_", "opportunites_", "pages_",
    "ressources_", "search_", "taggit_", "wagtailcore_collection", "wagtailcore_locale", "wagtailcore_page",
    "wagtailcore_pageviewrestriction", "wagtailcore_site", "wagtaildocs_", "wagtailredirects_",
)  # fmt: skip
WRITE = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE)\s+"?(\w+)', re.I)

log = get_logger(__name__)


def bump() -> None:
    """Drop every cached page now; when the cache does not answer, its entries still expire by themselves."""
    try:
        cache.set(KEY, uuid4().hex, timeout=None)
    except Exception:
        log.exception("content version not written")


def watch() -> None:
    """Bump after each commit that wrote content, on every connection that this process opens from now on."""
    connection_created.connect(_watch_connection, dispatch_uid="content_version")


def writes_content(sql: str) -> bool:
    """Tell whether a statement changes a table that visitors read."""
    found = WRITE.match(sql)
    return found is not None and found[1].startswith(CONTENT_TABLES)


def _watch_connection(connection, **_signal) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _bump_after_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(_bump_after_write)


def _bump_after_write(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if writes_content(sql):
        _bump_once(context["connection"])
    return result


def _bump_once(connection) -> None:
    """Register one bump per transaction; its place is remembered, since an import registers thousands of others."""
    place, pending = getattr(connection, "content_bump_place", 0), connection.run_on_commit
    if place < len(pending) and pending[place][1] is bump:
        return
    connection.content_bump_place = len(pending)
    transaction.on_commit(bump, using=connection.alias)

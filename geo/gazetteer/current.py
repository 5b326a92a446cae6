"""The gazetteer of the database, made again when the table of communes changes."""

import gc
import threading
import time
from collections.abc import Iterator

from django.conf import settings
from django.db.models.signals import post_save

from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.other_names import read_noms
from geo.gazetteer.rows import CommuneRow
from geo.gazetteer.search import Searcher
from geo.models import Commune, VersionTable, table_version

# Seconds during which a changed table may go unseen by a process that did not change it:
# asking costs a query, a lookup costs microseconds.
DEFAULT_CHECK_SECONDS = 5.0

_FIELDS = (
    "pk", "pays", "code", "type", "nom", "nom_nl", "codes_postaux", "population",
    "departement_id", "departement__nom", "region_id", "region__nom",
    "latitude", "longitude", "anciens_codes", "anciens_noms", "parent__code",
)  # fmt: skip


class _Holder:
    """One gazetteer per process; one thread makes it while the others keep the former one."""

    def __init__(self):
        self._lock = threading.Lock()
        self._version: str | None = None
        self._searcher: Searcher | None = None
        self._checked_at = float("-inf")

    def get(self) -> Searcher:
        searcher = self._searcher
        if searcher is not None and time.monotonic() < self._checked_at + _patience():
            return searcher
        # The first users wait for each other; afterwards the former copy serves meanwhile.
        if not self._lock.acquire(blocking=searcher is None) and searcher is not None:
            return searcher
        try:
            return self._refreshed()
        finally:
            self._lock.release()

    def _refreshed(self) -> Searcher:
        version = table_version()
        if self._searcher is None or version != self._version:
            self._searcher = _build()
            self._version = version
        self._checked_at = time.monotonic()
        return self._searcher

    @property
    def version(self) -> str:
        """The version of what `get` returns, "" for an empty table."""
        self.get()
        return self._version or ""

    def expire(self) -> None:
        """Look at the version again at the next use."""
        self._checked_at = float("-inf")


def _build() -> Searcher:
    """Read the table and index it, without the cycle collector: it would take a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        gazetteer = Gazetteer(read_rows(), read_noms())
        gazetteer.warm()
        return Searcher(gazetteer)
    finally:
        if collecting:
            gc.enable()


_holder = _Holder()


def get_searcher() -> Searcher:
    """Return the search over the table of communes (made in about a second, then shared)."""
    return _holder.get()


def get_gazetteer() -> Gazetteer:
    """Return the gazetteer of the table of communes, made and shared likewise."""
    return _holder.get().gazetteer


def known_version() -> str:
    """Return the version of the table of communes that this process knows: for addresses, it may be seconds late."""
    return _holder.version


def expire_gazetteer(**_signal) -> None:
    """Have the next use look whether the table changed."""
    _holder.expire()


# Who changes the table sees the change at once; other processes after `_patience()`.
post_save.connect(expire_gazetteer, sender=VersionTable)


def read_rows() -> Iterator[CommuneRow]:
    """Yield the communes in force, as the gazetteer takes them."""
    rows = Commune.objects.active().order_by().values_list(*_FIELDS)
    for *values, parent in rows.iterator(chunk_size=5000):
        yield CommuneRow._make([*values, parent or ""])


def _patience() -> float:
    return getattr(settings, "GEO_TABLE_CHECK_SECONDS", DEFAULT_CHECK_SECONDS)

"""Keeping the index up to date: after each commit, and by a rebuild that stops nobody.

A change writes a row of `MiseAJour` in its own transaction; once committed, the documents of the
object are made again from what the database then holds, and the row goes. A failure never
breaks a save: the row stays, for the next update or for `rebuild_search --pending`.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice

from django.db import models, transaction

from search.engines import get_engine
from search.engines.base import Written
from search.engines.selection import LIEU_SEPARATOR
from search.models import MiseAJour
from search.sources import ObjectId, SearchSource, all_sources, get_source

logger = logging.getLogger(__name__)

BATCH = 1_000  # objects per transaction
MAX_ATTEMPTS = 3  # failed ones, before an update waits for a rebuild

Wanted = dict[str, set[str]]  # object ids by source
_deferred: ContextVar[Wanted | None] = ContextVar("search_deferred", default=None)


def request_update(source: str, ids: Iterable[ObjectId]) -> None:
    """Have the documents of these objects made again once the current transaction commits.

    Saves, deletions and changes of relations ask for it by themselves (`search.signals`);
    `QuerySet.update()` and raw SQL do not.
    """
    wanted = {str(object_id) for object_id in ids}
    if not wanted:
        return
    collected = _deferred.get()
    if collected is not None:
        collected[source] |= wanted
        return
    MiseAJour.objects.bulk_create(
        [MiseAJour(source=source, object_id=object_id) for object_id in sorted(wanted)],
        batch_size=BATCH,
    )
    transaction.on_commit(flush, robust=True)


def reindex_object(instance: models.Model) -> None:
    """Have the documents of an object made again, whichever sources list its model."""
    for source in all_sources():
        if isinstance(instance, source.model):
            request_update(source.name, [instance.pk])


@contextmanager
def deferred() -> Iterator[None]:
    """Gather the updates of a long change, such as an import, and ask for them once at the end."""
    if _deferred.get() is not None:  # the outermost gathers
        yield
        return
    collected: Wanted = defaultdict(set)
    token = _deferred.set(collected)
    try:
        yield
    finally:
        _deferred.reset(token)
        if not transaction.get_connection().needs_rollback:
            for source, ids in sorted(collected.items()):
                request_update(source, ids)


def flush() -> int:
    """Make the waiting updates; return how many were made. Logs failures, raises nothing."""
    done = 0
    try:
        while made := _flush_batch():
            done += made
    except Exception:
        logger.exception("search: updates are waiting, run rebuild_search --pending")
    return done


def reindex(source: SearchSource, ids: Sequence[ObjectId]) -> Written:
    """Make the documents of these objects again, and take out those they no longer have."""
    engine = get_engine()
    documents = list(source.documents(ids))
    done = engine.index(documents)
    gone = engine.keys_of(source.name, map(str, ids)) - {doc.key for doc in documents}
    done.removed += engine.remove(gone)
    return done


def rebuild(progress: Callable[[str, int, int], None] | None = None) -> Written:
    """Make every document again while searches go on; unchanged ones cost no writing.

    Each batch is read and written under the writers' lock, so that a save made meanwhile is
    never overwritten by an older reading. `progress` is called with the source's name, the
    objects done and their total.
    """
    engine, done, listed = get_engine(), Written(), {}
    for source in all_sources():
        ids = list(source.object_ids())
        listed[source.name] = set(map(str, ids))
        for start in range(0, len(ids), BATCH):
            with engine.writing():
                done += reindex(source, ids[start : start + BATCH])
            if progress:
                progress(source.name, min(start + BATCH, len(ids)), len(ids))
    done += _sweep(listed)
    MiseAJour.objects.update(attempts=0)
    flush()
    engine.rebuild(progress)
    return done


def _sweep(listed: dict[str, set[str]]) -> Written:
    """Look again at the documents of objects that were not listed: gone, hidden, or just made."""
    engine, done, doubtful = get_engine(), Written(), defaultdict(set)
    for key in list(engine.all_keys()):
        source, _colon, object_id = key.partition(LIEU_SEPARATOR)[0].partition(":")
        if object_id not in listed.get(source, ()):
            doubtful[source].add((object_id, key))
    for name, entries in doubtful.items():
        known = get_source(name)
        with engine.writing():
            if known is None:
                done.removed += engine.remove(key for _id, key in entries)
            else:
                done += reindex(known, sorted({object_id for object_id, _key in entries}))
    return done


def _flush_batch() -> int:
    """Make one batch of waiting updates; return how many, 0 when none is left."""
    engine = get_engine()
    waiting = MiseAJour.objects.filter(attempts__lt=MAX_ATTEMPTS).order_by("id")
    with engine.writing():
        updates = list(islice(waiting, BATCH))
        wanted: Wanted = defaultdict(set)
        for update in updates:
            wanted[update.source].add(update.object_id)
        failed = [(name, object_id) for name, ids in wanted.items() for object_id in _reindex_safely(name, sorted(ids))]
        done = [u.pk for u in updates if (u.source, u.object_id) not in failed]
        MiseAJour.objects.filter(pk__in=done).delete()
        missed = MiseAJour.objects.filter(pk__in={u.pk for u in updates} - {*done})
        missed.update(attempts=models.F("attempts") + 1)
    return len(done)


def _reindex_safely(name: str, ids: list[str]) -> list[str]:
    """Make these documents again; return the objects for which it failed, after trying each."""
    source = get_source(name)
    if source is None:
        return []
    try:
        with transaction.atomic():
            reindex(source, ids)
    except Exception:
        if len(ids) > 1:
            return [failed for one in ids for failed in _reindex_safely(name, [one])]
        logger.exception("search: %s:%s could not be indexed", name, ids[0])
        return ids
    return []

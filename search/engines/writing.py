"""Writing the read model in the database: only what changed, a few statements per batch."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from search.analysis import surface_words
from search.documents import build
from search.engines.base import Progress, Written
from search.models import Document, Mot
from search.numbers import draw_number
from search.sources import DocumentData

logger = logging.getLogger(__name__)

BATCH = 2_000  # documents per transaction
ROWS = 500  # per statement, far from SQLite's limit of variables


class DocumentWriter:
    """The writing half of the engines that keep documents in a table."""

    def index(self, documents: Iterable[DocumentData]) -> Written:
        """Add documents or replace those of the same key; one that makes no sense is left out.

        What is left out is logged by its key, and its former document goes.
        """
        done, documents = Written(), iter(documents)
        while batch := list(islice(documents, BATCH)):
            done += _index_batch(batch)
        return done

    def remove(self, keys: Iterable[str]) -> int:
        """Take out the documents of these keys; return how many there were."""
        with transaction.atomic():
            return _delete(keys)

    def keys_of(self, source: str, object_ids: Iterable[str]) -> set[str]:
        """Return the keys of the documents of these objects."""
        found = Document.objects.filter(source=source, object_id__in=list(object_ids))
        return set(found.values_list("key", flat=True))

    def all_keys(self) -> Iterator[str]:
        """Yield the key of every document."""
        return Document.objects.values_list("key", flat=True).iterator(10_000)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Count the words again, make the index compact, refresh the planner's figures."""
        counts: Counter[str] = Counter()
        for texts in Document.objects.values_list("title", "summary").iterator(2_000):
            counts.update(surface_words(texts))
        with transaction.atomic():
            Mot.objects.all().delete()
            words = (Mot(mot=mot, documents=number) for mot, number in counts.items())
            Mot.objects.bulk_create(words, batch_size=ROWS)
        self.merge()

    def merge(self) -> None:
        """Make the index compact."""


def _index_batch(batch: Iterable[DocumentData]) -> Written:
    done, rows = Written(), {}
    for data in batch:
        try:
            rows[data.key] = build(data)
        except (ValueError, TypeError, OverflowError) as error:
            logger.error("search: %s left out of the index: %s", data.key, error)
            done.failed.append(data.key)
    with transaction.atomic():
        known = dict(Document.objects.filter(key__in=list(rows)).values_list("key", "digest"))
        changed = [row for key, row in rows.items() if known.get(key) != row.digest]
        done.removed = _delete(done.failed)
        _delete(row.key for row in changed if row.key in known)
        _number(changed)
        # Near documents are written side by side.
        Document.objects.bulk_create(sorted(changed, key=lambda row: row.id), batch_size=ROWS)
        _learn(changed)
    done.written, done.unchanged = len(changed), len(rows) - len(changed)
    return done


def _delete(keys: Iterable[str]) -> int:
    """Delete documents in SQL: Django would read them all first, for the listeners of deletions."""
    deleted, keys = 0, iter(keys)
    with connection.cursor() as cursor:
        while batch := list(islice(keys, ROWS)):
            marks = ", ".join(["%s"] * len(batch))
            cursor.execute(f"DELETE FROM search_document WHERE key IN ({marks})", batch)  # noqa: S608 — marks only
            deleted += cursor.rowcount
    return deleted


def _number(rows: list[Document]) -> None:
    """Give each row a number of its own, drawn again as long as it is taken."""
    given: set[int] = set()
    attempt = 0
    while rows:
        for row in rows:
            row.id = draw_number(row.key, row.latitude, row.longitude, attempt)
        given |= set(Document.objects.filter(id__in=[row.id for row in rows]).values_list("id", flat=True))
        taken, rows = rows, []
        for row in taken:
            if row.id in given:
                rows.append(row)
            given.add(row.id)
        attempt += 1


def _learn(rows: Iterable[Document]) -> None:
    """Add the words of new rows to those that are known; `rebuild` counts them again."""
    words = surface_words(text for row in rows for text in (row.title, row.summary))
    known = (Mot(mot=word, documents=1) for word in sorted(words))
    Mot.objects.bulk_create(known, ignore_conflicts=True, batch_size=ROWS)

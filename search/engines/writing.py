"""Writing the read model in the database: only what changed, a few statements per batch."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from search.analysis import surface_words
from search.documents import build
from search.engines.base import Written
from search.models import Document, Mot
from search.sources import DocumentData

logger = logging.getLogger(__name__)

BATCH = 500  # rows per statement, far from SQLite's limit of variables
UPDATED = tuple(field.name for field in Document._meta.concrete_fields if field.name not in ("id", "key"))


class DocumentWriter:
    """The writing half of the engines that keep documents in a table."""

    def index(self, documents: Iterable[DocumentData]) -> Written:
        """Add documents or replace those of the same key; one that makes no sense is left out.

        What is left out is logged by its key, and its former document goes.
        """
        done, documents = Written(), iter(documents)
        while batch := list(islice(documents, BATCH)):
            done += self._index_batch(batch)
        return done

    def remove(self, keys: Iterable[str]) -> int:
        """Take out the documents of these keys; return how many there were."""
        removed, keys = 0, iter(keys)
        while batch := list(islice(keys, BATCH)):
            removed += Document.objects.filter(key__in=batch).delete()[0]
        return removed

    def keys_of(self, source: str, object_ids: Iterable[str]) -> set[str]:
        """Return the keys of the documents of these objects."""
        found = Document.objects.filter(source=source, object_id__in=list(object_ids))
        return set(found.values_list("key", flat=True))

    def all_keys(self) -> Iterator[str]:
        """Yield the key of every document."""
        return Document.objects.values_list("key", flat=True).iterator(10_000)

    def rebuild(self) -> None:
        """Count the words again, merge the index's segments, refresh the planner's figures."""
        counts: Counter[str] = Counter()
        texts = Document.objects.values_list("title", "summary")
        for pair in texts.iterator(2_000):
            counts.update(surface_words(pair))
        with transaction.atomic():
            Mot.objects.all().delete()
            Mot.objects.bulk_create(
                (Mot(mot=mot, documents=number) for mot, number in counts.items()),
                batch_size=BATCH,
            )
        self.merge()

    def merge(self) -> None:
        """Make the index compact."""

    def _index_batch(self, batch: list[DocumentData]) -> Written:
        done, rows = Written(), {}
        for data in batch:
            try:
                rows[data.key] = build(data)
            except (ValueError, TypeError, OverflowError) as error:
                logger.error("search: %s left out of the index: %s", data.key, error)
                done.failed.append(data.key)
        with transaction.atomic():
            known = dict(Document.objects.filter(key__in=rows).values_list("key", "digest"))
            changed = [row for key, row in rows.items() if known.get(key) != row.digest]
            Document.objects.bulk_create(changed, update_conflicts=True, unique_fields=["key"], update_fields=UPDATED)
            done.removed = self.remove(done.failed)
            self._learn(changed)
        done.written, done.unchanged = len(changed), len(rows) - len(changed)
        return done

    def _learn(self, rows: Iterable[Document]) -> None:
        """Add the words of new rows to those that are known; `rebuild` counts them again."""
        words = surface_words(text for row in rows for text in (row.title, row.summary))
        Mot.objects.bulk_create((Mot(mot=word, documents=1) for word in sorted(words)), ignore_conflicts=True)

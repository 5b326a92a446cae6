"""The engine: writes the database's index, then its copy in the cluster; reads the copy, or else the database."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from django.db import transaction

from search.criteria import Criteria
from search.diffusion.models import Diffusion
from search.engines.base import CopyFault, Engine, Progress, Results, Written
from search.engines.elasticsearch import breaker, diagnosis, reading, rebuilding, writing
from search.engines.elasticsearch.breaker import Breaker, Lateness
from search.engines.elasticsearch.client import FAULTS
from search.sources import DocumentData

logger = logging.getLogger(__name__)

BATCH = 2_000  # documents per transaction

Answer = TypeVar("Answer")


class ElasticsearchEngine(Engine):
    """Answers from the cluster as long as it can be trusted, from `base` otherwise.

    `base` is the database's engine: it has every document, and decides what changed.
    """

    def __init__(self, base: Engine):
        self.base = base
        self.breaker, self.late = Breaker(), Lateness()

    def search(self, criteria: Criteria) -> Results:
        results, degraded = self._ask(lambda: reading.search(criteria), lambda: self.base.search(criteria))
        return replace(results, degraded=True) if degraded else results

    def count_by_radius(self, criteria: Criteria) -> dict[int, int]:
        counts, _degraded = self._ask(
            lambda: reading.count_by_radius(criteria), lambda: self.base.count_by_radius(criteria)
        )
        return counts

    def index(self, documents: Iterable[DocumentData]) -> Written:
        done, documents = Written(), iter(documents)
        while batch := list(islice(documents, BATCH)):
            with transaction.atomic():
                written = self.base.index(batch)
                if written.written or written.removed:
                    self._queue(document.key for document in batch)
            done += written
        return done

    def remove(self, keys: Iterable[str]) -> int:
        keys = list(keys)
        with transaction.atomic():
            removed = self.base.remove(keys)
            if removed:
                self._queue(keys)
        return removed

    def keys_of(self, source: str, object_ids: Iterable[str]) -> set[str]:
        return self.base.keys_of(source, object_ids)

    def all_keys(self) -> Iterator[str]:
        return self.base.all_keys()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Tidy up the database's index, then make the cluster's anew. Raises CopyFault."""
        self.base.rebuild()
        try:
            rebuilding.rebuild(progress)
        except FAULTS as fault:
            self.breaker.fault(fault)
            raise CopyFault(diagnosis.diagnose() or str(fault)) from fault
        self.breaker.success()
        self.late.forget()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self.base.writing():
            yield

    def flush(self, *, patient: bool = True) -> int:
        """Carry what waits; return how many documents were. A fault leaves them waiting, and is logged."""
        try:
            done = writing.flush(patient=patient)
        except FAULTS as fault:
            self.breaker.fault(fault)
            return 0
        self.breaker.success()
        self.late.forget()
        return done

    def diagnose(self) -> str:
        return diagnosis.diagnose()

    def metrics(self) -> dict[str, str | int | bool]:
        """Return figures; the answers given by the database are this process's."""
        return {
            "moteur": "elasticsearch",
            "repli": self.breaker.is_open or self.late.look(),
            "reponses_de_repli": self.breaker.fallbacks,
            "en_attente": Diffusion.objects.waiting().count(),
            "refuses": Diffusion.objects.refused().count(),
        }

    def _queue(self, keys: Iterable[str]) -> None:
        writing.queue(keys)
        transaction.on_commit(self._flush_if_allowed, robust=True)

    def _flush_if_allowed(self) -> None:
        if self.breaker.allows():
            self.flush(patient=False)

    def _ask(self, cluster: Callable[[], Answer], database: Callable[[], Answer]) -> tuple[Answer, bool]:
        """Return an answer, and whether the database gave it for want of the cluster."""
        if self.breaker.allows():
            if self.late.look(any_age=self.breaker.is_open):
                breaker.in_background(self.flush)
            else:
                try:
                    answer = cluster()
                except FAULTS as fault:
                    self.breaker.fault(fault)
                else:
                    self.breaker.success()
                    return answer, False
        self.breaker.fall_back()
        return database(), True

"""Constant searches and constant saves, in threads, and what became of them."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random

from django.db import connection, transaction

from search.criteria import Criteria
from search.engines import get_engine
from search.engines.base import Results
from search.sources import DocumentData

TYPES = ("personne", "structure")  # those that no save of the load touches: their answers are known
SOURCE, MOVING = "torture", 300  # documents that saves touch, over and over
PAUSE = 0.05  # seconds between two saves


@dataclass
class Figures:
    """What one phase counted; times are seconds."""

    searches: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    lags: list[float] = field(default_factory=list)  # from a commit to its being found

    def tell(self) -> str:
        """Return a line of figures."""
        times, lags = sorted(self.searches) or [0.0], sorted(self.lags) or [0.0]
        return (
            f"{len(self.searches)} recherches : {self.counts['failed']} en échec, {self.counts['wrong']} fausses, "
            f"{self.counts['degraded']} par la base ; médiane {_ms(times, 0.5)}, p95 {_ms(times, 0.95)}, "
            f"pire {_ms(times, 1)} ms · {len(self.saves)} enregistrements : {self.counts['save failed']} en échec, "
            f"visibles en {_ms(lags, 0.5)} (médiane), {_ms(lags, 1)} ms (pire)"
        )


def _ms(values: Sequence[float], share: float) -> str:
    return f"{values[min(len(values) - 1, int(len(values) * share))] * 1000:.0f}"


class Load:
    """Searches whose answers are known, and saves, until told to stop."""

    def __init__(self, questions: Sequence[Criteria], searchers: int = 2):
        self.questions = [replace(question, types=TYPES) for question in questions]
        self.expected = [_shown(get_engine().base.search(question)) for question in self.questions]  # type: ignore[attr-defined]
        self.figures, self.serial, self.problems = Figures(), 0, Counter()
        self._stop, self._saving, self._idle = threading.Event(), threading.Event(), threading.Event()
        self._saving.set()
        self._threads = [threading.Thread(target=self._search, args=(n,)) for n in range(searchers)]
        self._threads.append(threading.Thread(target=self._save))

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_exc) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def next_phase(self) -> Figures:
        """Return the figures so far and count from zero."""
        figures, self.figures = self.figures, Figures()
        return figures

    @contextmanager
    def without_saves(self) -> Iterator[None]:
        """Let the save under way end, and hold the next ones."""
        self._idle.clear()
        self._saving.clear()
        self._idle.wait()
        try:
            yield
        finally:
            self._saving.set()

    def _search(self, seed: int) -> None:
        random = Random(seed)
        while not self._stop.is_set():
            rank = random.randrange(len(self.questions))
            start = time.perf_counter()
            try:
                results = get_engine().search(self.questions[rank])
            except Exception as error:
                self.figures.counts["failed"] += 1
                self.problems[repr(error)[:200]] += 1
                continue
            self.figures.searches.append(time.perf_counter() - start)
            self.figures.counts["degraded"] += results.degraded
            self.figures.counts["wrong"] += _shown(results) != self.expected[rank]
        connection.close()

    def _save(self) -> None:
        random = Random(59)
        while not self._stop.wait(PAUSE):
            if not self._saving.is_set():
                self._idle.set()
                continue
            self.serial += 1
            number = random.randrange(MOVING)
            start = time.perf_counter()
            try:
                with transaction.atomic():
                    get_engine().index([moving(number, self.serial)])
                committed = time.perf_counter()
                self.figures.saves.append(committed - start)
                self._find(number, start)
            except Exception as error:
                self.figures.counts["save failed"] += 1
                self.problems[repr(error)[:200]] += 1
        connection.close()

    def _find(self, number: int, start: float) -> None:
        """Look for what was just saved until it is found as it is now."""
        word = f"numero{self.serial}"
        wanted = Criteria(text=word, words=word, types=("article",))
        while not any(hit.object_id == str(number) for hit in get_engine().search(wanted).hits):
            if time.perf_counter() - start > 20:
                raise RuntimeError(f"{word} was not found")
            time.sleep(0.02)
        self.figures.lags.append(time.perf_counter() - start)


def moving(number: int, serial: int) -> DocumentData:
    """Return a document that saves touch, told apart by a word that no other version bears."""
    return DocumentData(
        source=SOURCE, object_id=number, type="article", title=f"Fanfare numero{serial}", url=f"/fanfare/{number}/"
    )


def _shown(results: Results) -> tuple:
    return results.total, tuple(hit.key for hit in results.hits), results.relaxed

"""When to trust the cluster: not after a fault until it was tried again, nor while what it has is late."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from search.diffusion.models import Diffusion

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before it is tried again, doubled at each fault
LATE = timedelta(seconds=10)  # a writing that waits longer: what the cluster answers may be stale
GLANCE = 1.0  # seconds between two looks at what waits


class Breaker:
    """One per process. Closed, searches go to the cluster; open, they do not even try."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pause = 0.0
        self._until = 0.0
        self.fallbacks = 0  # answers given by the database instead

    @property
    def is_open(self) -> bool:
        return self._pause > 0

    def allows(self) -> bool:
        """Tell whether to try the cluster. After a pause, one caller at a time may."""
        with self._lock:
            if not self.is_open:
                return True
            now = time.monotonic()
            if now < self._until:
                return False
            self._until = now + self._pause  # the others wait for this one's answer
            return True

    def fault(self, reason: object) -> None:
        """Open, or stay open for longer."""
        with self._lock:
            if not self.is_open:
                logger.warning("search: the database answers instead of Elasticsearch: %s", reason)
            self._pause = min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
            self._until = time.monotonic() + self._pause

    def success(self) -> bool:
        """Close; tell whether it was open."""
        with self._lock:
            was_open, self._pause = self.is_open, 0.0
        if was_open:
            logger.warning("search: Elasticsearch answers again")
        return was_open

    def fall_back(self) -> None:
        """Count an answer of the database."""
        with self._lock:
            self.fallbacks += 1


class Lateness:
    """Whether writings wait for too long, looked at once a second at most."""

    def __init__(self) -> None:
        self._looked, self._late = float("-inf"), False

    def look(self, *, any_age: bool = False) -> bool:
        """Tell whether something waits for too long; with `any_age`, whether anything waits."""
        now = time.monotonic()
        if any_age or now - self._looked > GLANCE:
            before = timezone.now() - (timedelta(0) if any_age else LATE)
            self._late = Diffusion.objects.waiting().order_by().filter(created_at__lte=before).exists()
            self._looked = now
        return self._late

    def forget(self) -> None:
        """Look again the next time."""
        self._looked = float("-inf")


_catching_up = threading.Lock()


def in_background(work: Callable[[], object]) -> None:
    """Do some work that nobody waits for, one at a time in this process."""
    if _catching_up.acquire(blocking=False):
        threading.Thread(target=_work, args=(work,), name="search-catching-up", daemon=True).start()


def _work(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connection.close()
        _catching_up.release()

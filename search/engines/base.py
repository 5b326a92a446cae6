"""What every engine does, and what it answers."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from search.criteria import Criteria
from search.facets import FacetValue
from search.sources import DocumentData, get_source

DEGRADED_HEADER = "X-Recherche-Repli"  # of a response: who gave it, when the cluster could not be trusted

Progress = Callable[[str, int, int], None]  # what is done, how much of it, out of how much


@dataclass(slots=True)  # frozen ones take twice as long to make
class Hit:
    """One result, with all that its card and the API show; the first fields depend on where it is searched from.

    `distance_km` is None without a place or a position; `only_remote` tells that the entry is
    there because it helps at a distance; `schedule` is (country, hours in OSM syntax).
    """

    distance_km: float | None
    only_remote: bool
    same_commune: bool
    key: str
    source: str
    object_id: str
    type: str
    title: str
    summary: str
    url: str
    commune_ref: str
    latitude: float | None
    longitude: float | None
    themes: tuple[str, ...]
    age_bands: tuple[str, ...]
    languages: tuple[str, ...]
    remote: bool
    accessible: bool
    schedule: tuple[str, str]
    verifie_le: date | None
    updated_at: datetime | None
    quality: int
    site_id: int | None
    lieu_key: str
    payload: dict[str, Any]

    @property
    def card_template(self) -> str | None:
        """Template of the source, None when its application is gone."""
        source = get_source(self.source)
        return source.card_template if source else None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results.

    `total` counts entries, not places; `facets` maps each facet to its values. `whole` of them hold every idea of the
    text; when they are few, others follow them, and `relaxed` has the words that some of the results lack. `absent` has
    the details that none of them holds. `degraded` tells that the database answered because the cluster could not be
    trusted.
    """

    hits: tuple[Hit, ...]
    total: int
    whole: int
    facets: Mapping[str, tuple[FacetValue, ...]]
    page: int = 1
    pages: int = 1
    relaxed: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    degraded: bool = False


@dataclass(slots=True)
class Written:
    """What a writing of the index did."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[str] = field(default_factory=list)  # keys

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
            self.failed + other.failed,
        )


class CopyFault(Exception):
    """The database's index is right, but its copy elsewhere could not be made."""


class Engine(ABC):
    """Where documents are kept and found.

    Another engine comes in as a subclass, chosen by `get_engine`; it must pass
    `tests/search/test_contract.py`, which compares any engine with a plain reading of the rules.
    """

    @abstractmethod
    def search(self, criteria: Criteria) -> Results:
        """Return a page of results and the counts of facets, in a constant number of queries."""

    @abstractmethod
    def count_by_radius(self, criteria: Criteria) -> dict[int, int]:
        """Return how many entries each radius of `criteria.RADII_KM` would give, in one query."""

    @abstractmethod
    def index(self, documents: Iterable[DocumentData]) -> Written:
        """Add documents or replace those of the same key; unchanged ones cost no writing."""

    @abstractmethod
    def remove(self, keys: Iterable[str]) -> int:
        """Take out the documents of these keys; return how many there were."""

    @abstractmethod
    def keys_of(self, source: str, object_ids: Iterable[str]) -> set[str]:
        """Return the keys of the documents of these objects."""

    @abstractmethod
    def all_keys(self) -> Iterator[str]:
        """Yield the key of every document."""

    @abstractmethod
    def rebuild(self, progress: Progress | None = None) -> None:
        """Tidy up after a rebuild: merge segments, refresh statistics and known words. Raises CopyFault."""

    def flush(self) -> int:
        """Carry what waits to wherever else documents are kept; return how many were."""
        return 0

    def diagnose(self) -> str:
        """Say in French what keeps the engine from answering as it should, "" when nothing does."""
        return ""

    def metrics(self) -> dict[str, str | int | bool]:
        """Return figures for whoever watches over the site."""
        return {"moteur": "base"}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold what serialises writers: what is read inside is not older than what is written."""
        yield

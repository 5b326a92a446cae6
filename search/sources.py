"""What applications bring to the search: their documents, and the registry where they say so.

Nothing here knows a domain model. An application subclasses `SearchSource`, registers an
instance in its `AppConfig.ready()`, and its objects are searchable from then on: saves and
deletions are followed by `search.indexing`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models

ObjectId = int | str


@dataclass(frozen=True, slots=True)
class ZoneServie:
    """A territory served: the key of `geo.models.Zone` and the communes it leaves out.

    `genre` is commune, epci, arrondissement, departement, region or pays; `exclusions` holds
    public codes of communes ("59350", "be-57097").
    """

    genre: str
    pays: str
    code: str
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentData:
    """One thing to find, at one place: a personne, a structure, an article…

    An entry with several places gives one document per place, told apart by `lieu_key`; they
    share title, keywords, themes, quality and dates, and results show the nearest one.
    """

    source: str  # name of the SearchSource
    object_id: ObjectId
    type: str  # personne, structure, permanence, article…
    title: str
    url: str
    lieu_key: str = ""
    site_id: int | None = None  # its owner, None: every site shows it
    adopted_by: tuple[int, ...] = ()  # other sites that show it

    # Words, by falling weight: title and role, then keywords, then summary and text.
    role: str = ""  # what it is or does: « Conseillère logement », « Mission locale »
    summary: str = ""  # one or two sentences, shown
    keywords: tuple[str, ...] = ()  # competences: names of themes
    text: str = ""  # structure's name, commune, description: searched, not shown

    # Facets.
    themes: tuple[str, ...] = ()  # slugs, with those of the parent themes
    age_min: int | None = None  # years, both ends included; None: no bound
    age_max: int | None = None
    languages: tuple[str, ...] = ()  # ISO 639-1, or "lsf"
    accessible: bool = False  # known to be, for a wheelchair
    remote: bool = False  # can help without meeting: matches at any distance
    precisions: Mapping[str, Sequence[str]] = field(default_factory=dict)  # values of `facets.Precision`, by name

    # Whom it serves (empty: everyone), and where it is.
    zones: tuple[ZoneServie, ...] = ()
    commune: str = ""  # public code, "" when nowhere in particular
    latitude: float | None = None  # degrees
    longitude: float | None = None
    opening_hours: str = ""  # OpenStreetMap syntax

    verifie_le: date | None = None  # somebody confirmed it
    updated_at: datetime | None = None  # its text changed
    quality: float = 0.5  # 0..1: completeness and freshness, as the source reckons them
    payload: Mapping[str, Any] = field(default_factory=dict)  # JSON, what the card draws besides

    @property
    def entry_key(self) -> str:
        """Key shared by the documents of one entry: "personne:12"."""
        return f"{self.source}:{self.object_id}"

    @property
    def key(self) -> str:
        """Unique key of the document: "personne:12", "personne:12/lieu-3"."""
        return f"{self.entry_key}/{self.lieu_key}" if self.lieu_key else self.entry_key


class SearchSource(ABC):
    """How an application lists its objects, turns them into documents, and draws a card."""

    name: str  # unique; stored in the index and part of the keys
    model: type[models.Model]
    card_template: str  # included with `hit` (search.engines.base.Hit)

    @abstractmethod
    def object_ids(self) -> Iterable[ObjectId]:
        """List the primary keys of every object that may have documents, for a rebuild."""

    @abstractmethod
    def documents(self, ids: Sequence[ObjectId]) -> Iterator[DocumentData]:
        """Yield the documents of these objects, in a number of queries that does not grow with them.

        An object that is gone, unpublished or hidden yields nothing.
        """

    def watched(
        self,
    ) -> Mapping[type[models.Model], Callable[[Any], Iterable[ObjectId]]]:
        """Map other models to a function giving the objects to index again when one is saved.

        The function runs inside the save's transaction, before a deletion, and after the rest.
        """
        return {}


_sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> SearchSource:
    """Add a source. Raises ImproperlyConfigured when its name is taken by another class."""
    known = _sources.get(source.name)
    if known is not None and type(known) is not type(source):
        raise ImproperlyConfigured(f"Search source {source.name!r} is already registered by {type(known).__name__}.")
    if not source.name.isidentifier():
        raise ImproperlyConfigured(f"Search source name {source.name!r} must be an identifier.")
    _sources[source.name] = source
    return source


def unregister(name: str) -> None:
    """Remove a source, for tests."""
    _sources.pop(name, None)


def all_sources() -> tuple[SearchSource, ...]:
    """Return every registered source, by name."""
    return tuple(_sources[name] for name in sorted(_sources))


def get_source(name: str) -> SearchSource | None:
    """Return the source of that name, None when its application is gone."""
    return _sources.get(name)

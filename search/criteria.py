"""What somebody looks for: the criteria of a search, and how they are written in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from search import facets
from search.analysis import TextQuery, analyse_query
from search.places import Place

if TYPE_CHECKING:
    from django.http import QueryDict

RADII_KM = (5, 10, 20, 30, 50, 100)
DEFAULT_RADIUS_KM = 20
DEFAULT_SIZE, MAX_SIZE = 20, 100
MAX_PAGE = 10_000

PERTINENCE, DISTANCE, FRAICHEUR = "pertinence", "distance", "fraicheur"
SORTS = {
    PERTINENCE: _("Les plus utiles"),
    DISTANCE: _("Les plus proches"),
    FRAICHEUR: _("Les plus récemment vérifiés"),
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """A parameter that could not be read, and what to say of it."""

    field: str
    message: str


@dataclass(frozen=True)
class Criteria:
    """What to look for. Built by `from_query`, or by hand for a list chosen by an editor.

    `text` is as typed; `words` is what is searched of it, once a commune was recognised in it.
    """

    text: str = ""
    words: str = ""
    place: Place | None = None
    rayon: int = DEFAULT_RADIUS_KM  # km
    themes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    langues: tuple[str, ...] = ()
    age: str = ""  # a band of facets.AGE_BANDS
    moment: str = ""  # of moments.LABELS: open at some time of it
    ouvert: bool = False
    distanciel: bool = False
    accessible: bool = False
    tri: str = PERTINENCE
    page: int = 1
    taille: int = DEFAULT_SIZE
    at: datetime | None = None  # the instant of "open now" and of moments, the present one by default

    # How the parameters were read; the engines do not look at these.
    ou: str = ""
    errors: tuple[FieldError, ...] = ()
    candidates: tuple[Place, ...] = ()  # communes among which to choose
    place_in_text: bool = False  # the place was recognised in `text`

    @classmethod
    def from_query(cls, params: "QueryDict") -> "Criteria":
        """Read a query string. Nothing in it raises: what is wrong is left out and said in `errors`."""
        from search.parameters import read  # reads into this class

        return read(cls, params)

    @cached_property
    def query(self) -> TextQuery:
        """The ideas of the text."""
        return analyse_query(self.words)

    @cached_property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values chosen in each facet that narrows the search."""
        choices = {
            facets.THEME: self.themes,
            facets.TYPE: self.types,
            facets.AGE: (self.age,) if self.age else (),
            facets.LANGUE: self.langues,
            facets.DISTANCIEL: (facets.YES,) if self.distanciel else (),
            facets.OUVERT: (facets.YES,) if self.ouvert else (),
            facets.ACCESSIBLE: (facets.YES,) if self.accessible else (),
            facets.MOMENT: (self.moment,) if self.moment else (),
        }
        return {facet: values for facet, values in choices.items() if values}

    @property
    def tri_effectif(self) -> str:
        """The order that can be given: by distance only when a place is known."""
        if self.tri == DISTANCE and self.place is None:
            return PERTINENCE
        return self.tri

    def replace(self, **changes) -> Self:
        """Return the same criteria with changes, back on the first page unless `page` is given."""
        return replace(self, **({"page": 1} | changes))

    def to_params(self) -> list[tuple[str, str]]:
        """Return the parameters that lead back to this search, defaults left out."""
        located = self.place if self.place is not None and self.place.located else None
        written: Mapping[str, object] = {
            "q": self.text,
            "ou": self.ou,
            "commune": "" if self.place_in_text or not self.place else self.place.ref,
            "latitude": located.latitude if located else "",
            "longitude": located.longitude if located else "",
            "rayon": "" if self.rayon == DEFAULT_RADIUS_KM else self.rayon,
            "theme": self.themes,
            "type": self.types,
            "age": self.age,
            "moment": self.moment,
            "ouvert": facets.YES if self.ouvert else "",
            "distanciel": facets.YES if self.distanciel else "",
            "langue": self.langues,
            "accessible": facets.YES if self.accessible else "",
            "tri": "" if self.tri == PERTINENCE else self.tri,
            "page": "" if self.page == 1 else self.page,
        }
        return [
            (name, str(value))
            for name, values in written.items()
            for value in (values if isinstance(values, tuple) else (values,))
            if value != ""
        ]

    def to_query(self, **changes) -> str:
        """Return the query string of this search with changes, "" when it is the bare page."""
        return urlencode(self.replace(**changes).to_params())

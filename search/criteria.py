"""What somebody looks for: the criteria of a search, and how they are written in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from search import facets, ranking
from search.analysis import TextQuery, speaks_of_border
from search.lexique.memory import get_lexique
from search.mentions import Mention, Question, strike
from search.places import Place, country_of

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


# Attributes that the text may say, and their parameter where its name differs.
SAYABLE = ("age", "rayon", "moment", "ouvert", "distanciel", "types")
PARAMETERS = {"themes": "theme", "types": "type", "langues": "langue"}
ATTRIBUTES = {parameter: attribute for attribute, parameter in PARAMETERS.items()}


@dataclass(frozen=True, slots=True)
class FieldError:
    """A parameter that could not be read, and what to say of it."""

    field: str
    message: str


@dataclass(frozen=True)
class Criteria:
    """What to look for. Built by `from_query`, or by hand for a list chosen by an editor.

    `text` is as typed; `words` is what is searched of it, without what says the place and the filters.
    """

    text: str = ""
    words: str = ""
    place: Place | None = None
    rayon: int = DEFAULT_RADIUS_KM  # km
    themes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    langues: tuple[str, ...] = ()
    precisions: tuple[tuple[str, tuple[str, ...]], ...] = ()  # name of a facets.Precision, values chosen in it
    age: str = ""  # a band of facets.AGE_BANDS
    moment: str = ""  # of moments.LABELS: open at some time of it
    ouvert: bool = False
    distanciel: bool = False
    accessible: bool = False
    tri: str = PERTINENCE
    page: int = 1
    taille: int = DEFAULT_SIZE
    at: datetime | None = None  # the instant of "open now" and of moments, the present one by default

    site: int | None = None  # what this site owns or adopted, and what belongs to none; None: everything

    # How the parameters were read; the engines do not look at these.
    ou: str = ""
    errors: tuple[FieldError, ...] = ()
    candidates: tuple[Place, ...] = ()  # communes among which to choose
    mentions: tuple[Mention, ...] = ()  # what `text` says of the place and of the filters
    questions: tuple[Question, ...] = ()  # what it may mean, to be asked
    exact: bool = False  # words are searched as they are spelled

    @classmethod
    def from_query(cls, params: "QueryDict", *, site: int | None = None) -> "Criteria":
        """Read a query string. Nothing in it raises: what is wrong is left out and said in `errors`."""
        from search.parameters import read  # reads into this class

        return read(cls, params, site=site)

    @cached_property
    def query(self) -> TextQuery:
        """The ideas of the text."""
        return get_lexique().read(self.words)

    @cached_property
    def home(self) -> str:
        """The country of the place (`places.country_of`), "" without a place or when the text speaks of the border."""
        if self.place is None or speaks_of_border(self.text):
            return ""
        return country_of(self.place.ref)

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
            **dict(self.precisions),
        }
        return {facet: values for facet, values in choices.items() if values}

    @property
    def tri_effectif(self) -> str:
        """The order that can be given: by distance only when a place is known."""
        if self.tri == DISTANCE and self.place is None:
            return PERTINENCE
        return self.tri

    @property
    def few(self) -> int:
        """Fewer documents than this that hold every idea call for others: any number by relevance, none otherwise."""
        return ranking.FEW if self.tri_effectif == PERTINENCE else 1

    @property
    def place_in_text(self) -> bool:
        """Whether the place was recognised in the text."""
        return self.place is not None and self.says("place")

    def says(self, field: str) -> bool:
        """Tell whether the text says the value that an attribute has ("place": its public code)."""
        return any(mention.field == field and mention.value == self._value(field) for mention in self.mentions)

    def mentioned(self, field: str) -> bool:
        """Tell whether the text says something of an attribute, heeded or not."""
        return any(mention.field == field for mention in self.mentions)

    def unsaid(self, *fields: str) -> Self:
        """Return the criteria without what the text says of some attributes, whose values stay."""
        struck = [mention for mention in self.mentions if mention.field in fields]
        if not struck:
            return self
        kept = tuple(mention for mention in self.mentions if mention not in struck)
        return self.replace(text=strike(self.text, struck), mentions=kept)

    def _value(self, field: str) -> object:
        if field == "place":
            return self.place.ref if self.place else ""
        value = getattr(self, field)
        return value[0] if isinstance(value, tuple) and len(value) == 1 else value

    def replace(self, **changes) -> Self:
        """Return the same criteria with changes, back on the first page unless `page` is given."""
        return replace(self, **({"page": 1} | changes))

    def to_params(self) -> list[tuple[str, str]]:
        """Return the parameters that lead back to this search, without defaults nor what the text says."""
        said = {PARAMETERS.get(field, field) for field in SAYABLE if self.says(field)}
        located = self.place if self.place is not None and self.place.located else None
        written: Mapping[str, object] = {
            "q": self.text,
            "ou": self.ou,
            "commune": "" if self.place_in_text or not self.place else self.place.ref,
            "latitude": located.latitude if located else "",
            "longitude": located.longitude if located else "",
            "rayon": "" if self.rayon == DEFAULT_RADIUS_KM and not self.mentioned("rayon") else self.rayon,
            "theme": self.themes,
            "type": self.types,
            "age": self.age,
            "moment": self.moment,
            "ouvert": facets.YES if self.ouvert else "",
            "distanciel": facets.YES if self.distanciel else "",
            "langue": self.langues,
            "accessible": facets.YES if self.accessible else "",
            **dict(self.precisions),
            "tri": "" if self.tri == PERTINENCE else self.tri,
            "exact": facets.YES if self.exact else "",
            "page": "" if self.page == 1 else self.page,
        }
        return [
            (name, str(value))
            for name, values in written.items()
            if name not in said
            for value in (values if isinstance(values, tuple) else (values,))
            if value != ""
        ]

    def to_query(self, **changes) -> str:
        """Return the query string of this search with changes, "" when it is the bare page."""
        return urlencode(self.replace(**changes).to_params())

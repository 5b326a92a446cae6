"""Reading the parameters of an address into criteria: what is wrong is left out and said in French.

The one place where what people type is cleaned. The page shows the errors and answers all the
same; the API refuses with the first of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from search import criteria as defaults
from search import facets, moments
from search.locating import read_place

if TYPE_CHECKING:
    from django.http import QueryDict

    from search.criteria import Criteria

MAX_TEXT = 200  # characters of `q` and `ou` that are read
MAX_VALUES = 30  # of one facet
TRUE = {"1", "on", "oui", "true", "vrai"}
FALSE = {"", "0", "non", "false", "faux"}


class Reader:
    """Reads the fields of one query string, gathering what to say of the wrong ones."""

    def __init__(self, params: QueryDict):
        self.params = params
        self.errors: list[defaults.FieldError] = []

    def refuse(self, field: str, message: str) -> None:
        """Keep what to say of a field."""
        self.errors.append(defaults.FieldError(field, message))

    def text(self, field: str) -> str:
        """Return a line of text, without control characters; the beginning only of a very long one."""
        text = clean(self.params.get(field, ""))
        if len(text) <= MAX_TEXT:
            return text
        self.refuse(field, _("C’est un peu long : on a gardé le début."))
        return text[:MAX_TEXT].rsplit(" ", 1)[0]

    def flag(self, field: str) -> bool:
        """Return a yes or no."""
        value = clean(self.params.get(field, "")).lower()
        if value not in TRUE | FALSE:
            self.refuse(field, _("« %(field)s » vaut 1 ou rien.") % {"field": field})
        return value in TRUE

    def choice(self, field: str, known: Collection[str], default: str) -> str:
        """Return one of the known values."""
        value = clean(self.params.get(field, "")).lower()
        if not value or value in known:
            return value or default
        self.refuse(field, _unknown(field, value, known))
        return default

    def choices(self, field: str, known: Collection[str]) -> tuple[str, ...]:
        """Return several values, repeated or separated by commas."""
        typed = (part for value in self.params.getlist(field) for part in value.split(","))
        values = [value for value in dict.fromkeys(clean(part).lower() for part in typed) if value]
        for value in values[:MAX_VALUES]:
            if value not in known:
                self.refuse(field, _unknown(field, value, known))
        return tuple(value for value in values[:MAX_VALUES] if value in known)

    def whole(self, field: str, low: int, high: int, default: int) -> int:
        """Return a whole number between two bounds."""
        value = clean(self.params.get(field, ""))
        if not value:
            return default
        if value.isascii() and value.isdigit() and len(value) <= 9 and low <= int(value) <= high:
            return int(value)
        message = _("« %(field)s » doit être un nombre entier entre %(low)s et %(high)s.")
        self.refuse(field, message % {"field": field, "low": low, "high": high})
        return default


def read(kind: type[Criteria], params: QueryDict, *, sized: bool = False) -> Criteria:
    """Read a query string; `sized` reads the size of pages too, which only the API lets choose."""
    reader = Reader(params)
    text = reader.text("q")
    where = read_place(reader, text)
    return kind(
        text=text,
        words=where.words,
        place=where.place,
        place_in_text=where.in_text,
        ou=where.ou,
        candidates=where.candidates,
        rayon=reader.whole("rayon", 1, max(defaults.RADII_KM), defaults.DEFAULT_RADIUS_KM),
        themes=reader.choices("theme", _Known(facets.THEME)),
        types=reader.choices("type", facets.TYPE_LABELS),
        langues=reader.choices("langue", _Known(facets.LANGUE)),
        age=reader.choice("age", facets.AGE_BANDS, ""),
        moment=reader.choice("moment", moments.LABELS, ""),
        ouvert=reader.flag("ouvert"),
        distanciel=reader.flag("distanciel"),
        accessible=reader.flag("accessible"),
        tri=reader.choice("tri", defaults.SORTS, defaults.PERTINENCE),
        page=reader.whole("page", 1, defaults.MAX_PAGE, 1),
        taille=(
            reader.whole("taille", 1, defaults.MAX_SIZE, defaults.DEFAULT_SIZE) if sized else defaults.DEFAULT_SIZE
        ),
        errors=tuple(reader.errors),
    )


def clean(text: str) -> str:
    """Return one line of printable text: no NUL, no control or private character, single spaces."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


class _Known(Collection):
    """The values of a facet that an upper layer names, read only if something is asked of them."""

    def __init__(self, facet: str):
        self.facet = facet
        self.labels: facets.Labels | None = None

    def __contains__(self, value: object) -> bool:
        labels = self._labels()
        if labels:
            return value in labels
        if self.facet == facets.LANGUE:
            return value in LANG_INFO
        return bool(facets.SLUG.fullmatch(str(value)))

    def __iter__(self):
        return iter(self._labels())

    def __len__(self) -> int:
        return len(self._labels())

    def _labels(self) -> facets.Labels:
        if self.labels is None:
            self.labels = facets.labels_of(self.facet)
        return self.labels


def _unknown(field: str, value: str, known: Iterable[str]) -> str:
    """Say that a value is unknown, with the known ones when they are few."""
    shown = {"field": field, "value": value[:40]}
    few = list(known)
    if 0 < len(few) <= 12:
        message = _("« %(value)s » n’est pas une valeur de « %(field)s » : choisis parmi %(known)s.")
        return message % (shown | {"known": ", ".join(few)})
    return _("« %(value)s » n’est pas une valeur de « %(field)s ».") % shown

"""Reading the parameters of an address into criteria: what is wrong is left out and said in French.

The one place where what people type is cleaned. The page shows the errors and answers all the
same; the API refuses with the first of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from search import criteria as defaults
from search import facets, moments
from search.lexique import memory as lexique
from search.locating import Where, read_place
from search.mentions import Mention, Question, blank, strike
from search.understanding import understand

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
        self.refuse(field, _("C’est un peu long : on a gardé le début."))
        return text[:MAX_TEXT].rsplit(" ", 1)[0]

    def flag(self, field: str) -> bool:
        """Return a yes or no."""
        value = clean(self.params.get(field, "")).lower()
        if value not in TRUE | FALSE:
            self.refuse(field, _("« %(field)s » vaut 1 ou rien.") % {"field": field})
        return value in TRUE

    def choice(self, field: str, known: Collection[str], default: Any) -> str:
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

    def whole(self, field: str, low: int, high: int, default: Any) -> int:
        """Return a whole number between two bounds."""
        value = clean(self.params.get(field, ""))
        if not value:
            return default
        if value.isascii() and value.isdigit() and len(value) <= 9 and low <= int(value) <= high:
            return int(value)
        message = _("« %(field)s » doit être un nombre entier entre %(low)s et %(high)s.")
        self.refuse(field, message % {"field": field, "low": low, "high": high})
        return default


def read(kind: type[Criteria], params: QueryDict, *, sized: bool = False, site: int | None = None) -> Criteria:
    """Read a query string; `sized` reads the size of pages too, which only the API lets choose."""
    lexique.refresh()
    reader = Reader(params)
    text = reader.text("q")
    understood = understand(text)
    where = read_place(reader, blank(text, understood.mentions))
    mentions = understood.mentions
    if where.span:
        mentions += (Mention("place", where.place.ref if where.place else None, where.span),)
    said = {mention.field: mention.value for mention in mentions if mention.value is not None}
    said_types = (str(said["types"]),) if "types" in said else ()
    types = reader.choices("type", facets.TYPE_LABELS) or said_types
    return kind(
        text=text,
        words=strike(text, mentions),
        place=where.place,
        ou=where.ou,
        candidates=where.candidates,
        mentions=mentions,
        questions=(*understood.questions, *_where_from(said, where)),
        rayon=reader.whole("rayon", 1, max(defaults.RADII_KM), said.get("rayon", defaults.DEFAULT_RADIUS_KM)),
        themes=reader.choices("theme", _Known(facets.THEME)),
        types=types,
        precisions=tuple(_precisions(reader, types)),
        langues=reader.choices("langue", _Known(facets.LANGUE)),
        age=reader.choice("age", facets.AGE_BANDS, said.get("age", "")),
        moment=reader.choice("moment", moments.LABELS, said.get("moment", "")),
        ouvert=reader.flag("ouvert") or "ouvert" in said,
        distanciel=reader.flag("distanciel") or "distanciel" in said,
        accessible=reader.flag("accessible"),
        exact=reader.flag("exact"),
        site=site,
        tri=reader.choice("tri", defaults.SORTS, defaults.PERTINENCE),
        page=reader.whole("page", 1, defaults.MAX_PAGE, 1),
        taille=(
            reader.whole("taille", 1, defaults.MAX_SIZE, defaults.DEFAULT_SIZE) if sized else defaults.DEFAULT_SIZE
        ),
        errors=tuple(reader.errors),
    )


def _precisions(reader: Reader, types: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the precisions chosen. Those of other types than the ones asked for are left behind: nothing bears them."""
    for precision in facets.all_precisions():
        if precision.name in reader.params:
            values = reader.choices(precision.name, precision.labels)
            if values and (not types or not set(types).isdisjoint(precision.types)):
                yield precision.name, values


def _where_from(said: Mapping[str, object], where: Where) -> tuple[Question, ...]:
    """Ask from where, when a radius is said and no place is known."""
    if "rayon" not in said or where.place or where.candidates:
        return ()
    title = _("Pour chercher à %(km)s km, dis-nous d’où : écris ta ville dans « Où ? ».")
    return (Question("ou", title % {"km": said["rayon"]}),)


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
        message = _("« %(value)s » n’est pas une valeur de « %(field)s » : choisis parmi %(known)s.")
        return message % (shown | {"known": ", ".join(few)})
    return _("« %(value)s » n’est pas une valeur de « %(field)s ».") % shown

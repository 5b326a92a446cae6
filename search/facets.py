"""Facets: what results can be narrowed by, packed in one short text per document.

Within a facet, chosen values add up (logement OR santé); between facets, they narrow (AND).
The counts of a facet ignore its own choice and obey all the others, so that each number says
how many results a click on that value alone would give.

Besides those of everything (theme, type, age…), applications register **precisions**: facets that only some types
bear, as the country of a departure.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from search import horaires, moments
from search.sources import DocumentData

THEME, TYPE, AGE, LANGUE = "theme", "type", "age", "langue"
DISTANCIEL, OUVERT, ACCESSIBLE, MOMENT = "distanciel", "ouvert", "accessible", "moment"
FACETS = (THEME, TYPE, AGE, LANGUE, DISTANCIEL, OUVERT, ACCESSIBLE, MOMENT)
HOURLY = (OUVERT, MOMENT)  # reckoned at the search from the hours: no token of the index tells them
SLUG = re.compile(r"[a-z0-9_-]+", re.ASCII)
YES = "1"  # the one value of a facet that is true or nothing

# Bands asked of the young instead of a birth date, both ends included.
AGE_BANDS = {
    "moins-16": (0, 15),
    "16-17": (16, 17),
    "18-25": (18, 25),
    "26-30": (26, 30),
}
AGE_LABELS = {
    "moins-16": _("Moins de 16 ans"),
    "16-17": _("16 ou 17 ans"),
    "18-25": _("18 à 25 ans"),
    "26-30": _("26 à 30 ans"),
}
TYPE_LABELS = {
    "personne": _("Personnes"),
    "structure": _("Lieux"),
    "permanence": _("Permanences"),
    "mobilite": _("Mobilité internationale"),
    "logement": _("Logement"),
    "alternance": _("Alternance"),
    "engagement": _("Engagement"),
    "evenement": _("Événements"),
    "dispositif": _("Dispositifs"),
    "article": _("Pages"),
}
YES_LABELS = {
    DISTANCIEL: _("À distance"),
    OUVERT: _("Ouvert maintenant"),
    ACCESSIBLE: _("Accessible en fauteuil"),
}
FACET_TITLES = {
    THEME: _("Thème"),
    TYPE: _("Qui ou quoi"),
    AGE: _("Ton âge"),
    LANGUE: _("Langue parlée"),
    DISTANCIEL: _("À distance"),
    OUVERT: _("Horaires"),
    ACCESSIBLE: _("Accessibilité"),
    MOMENT: _("Quand ?"),
}

_LABELS: Mapping[str, Mapping[str, Any]] = {
    TYPE: TYPE_LABELS,
    AGE: AGE_LABELS,
    MOMENT: moments.LABELS,
    **{facet: {YES: label} for facet, label in YES_LABELS.items()},
}

Labels = Mapping[str, Any]  # texts, translated when shown
_providers: dict[str, Callable[[], Labels]] = {}


@dataclass(frozen=True, slots=True)
class Precision:
    """A facet that only documents of some types bear; its name is that of its parameter in addresses.

    `labels` are its known values, in the order to show. One of a single value, YES, is a switch.
    """

    name: str
    title: Any
    labels: Labels
    types: tuple[str, ...]

    @property
    def is_switch(self) -> bool:
        return tuple(self.labels) == (YES,)


_precisions: dict[str, Precision] = {}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, what to call it, and how many results it would give."""

    valeur: str
    libelle: str
    nombre: int
    choisie: bool = False


def register_labels(facet: str, provider: Callable[[], Labels]) -> None:
    """Name the values of a facet, in the order to show; the provider is called per request."""
    _providers[facet] = provider


def register_precision(precision: Precision) -> None:
    """Add a facet of some types. Raises ImproperlyConfigured when its name is taken or is no slug."""
    name = precision.name
    if name in FACETS or _precisions.get(name, precision) != precision or not SLUG.fullmatch(name):
        raise ImproperlyConfigured(f"The facet {name!r} cannot be registered: its name is taken, or is no slug.")
    _precisions[name] = precision


def unregister_precision(name: str) -> None:
    """Remove a precision, for tests."""
    _precisions.pop(name, None)


def all_precisions() -> Iterable[Precision]:
    """Return the registered precisions, in the order to show."""
    return _precisions.values()


def title_of(facet: str) -> str:
    """Return what to call a facet."""
    return str(_precisions[facet].title if facet in _precisions else FACET_TITLES[facet])


def labels_of(facet: str) -> Labels:
    """Return the known values of a facet and their labels, in order."""
    if facet in _precisions:
        return _precisions[facet].labels
    if facet in _providers:
        return {**_LABELS.get(facet, {}), **_providers[facet]()}
    return _LABELS.get(facet, {})


def label_of(facet: str, value: str, labels: Labels) -> str:
    """Return what to call a value: its label, else its language's name, else itself."""
    if value in labels:
        return str(labels[value])
    if facet == LANGUE and "name" in LANG_INFO.get(value, {}):
        return capfirst(gettext(LANG_INFO[value]["name"]))
    return capfirst(value.replace("-", " "))


def name_counts(facet: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """Name the counted values: in the order of the labels, then the most frequent first.

    A chosen value is there even when it counts nothing, so that it can be undone.
    """
    if not counts and not chosen:
        return ()
    labels = labels_of(facet)
    order = {value: rank for rank, value in enumerate(labels)}
    values = dict.fromkeys(chosen, 0) | dict(counts)
    ordered = sorted(values.items(), key=lambda item: (order.get(item[0], len(order)), -item[1], item[0]))
    return tuple(
        FacetValue(value, label_of(facet, value, labels), number, value in chosen) for value, number in ordered
    )


class NamedCounts(Mapping[str, tuple[FacetValue, ...]]):
    """The values of each facet with their counts, named when they are read: whoever only finds asks for no name.

    A precision that nothing found bears, and in which nothing is chosen, is not there.
    """

    def __init__(self, counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, tuple[str, ...]]):
        nothing: dict[str, Mapping[str, int]] = {facet: {} for facet in (*FACETS, *chosen)}
        self._counts = nothing | {facet: counted for facet, counted in counts.items() if counted}
        self._chosen = chosen
        self._named: dict[str, tuple[FacetValue, ...]] = {}

    def __getitem__(self, facet: str) -> tuple[FacetValue, ...]:
        if facet not in self._named:
            self._named[facet] = name_counts(facet, self._counts[facet], self._chosen.get(facet, ()))
        return self._named[facet]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


def age_bands(age_min: int | None, age_max: int | None) -> tuple[str, ...]:
    """Return the bands that share at least one age with the bounds."""
    low = 0 if age_min is None else age_min
    high = 200 if age_max is None else age_max
    return tuple(band for band, (first, last) in AGE_BANDS.items() if low <= last and high >= first)


# The facets that do not depend on the hour, in the order they are packed.
PACKED = (TYPE, THEME, AGE, LANGUE, DISTANCIEL, ACCESSIBLE)


def values_of(document: DocumentData) -> dict[str, tuple[str, ...]]:
    """Return the values of each packed facet and of the precisions, sorted."""
    values = {
        TYPE: (document.type,),
        THEME: document.themes,
        AGE: age_bands(document.age_min, document.age_max),
        LANGUE: document.languages,
        DISTANCIEL: (YES,) if document.remote else (),
        ACCESSIBLE: (YES,) if document.accessible else (),
    }
    borne = {facet: tuple(map(str, chosen)) for facet, chosen in sorted(document.precisions.items()) if chosen}
    return {facet: tuple(sorted(set(chosen))) for facet, chosen in (values | borne).items()}


def pack(document: DocumentData, schedule: str = "") -> str:
    """Write the facets of a document as one text: type and precisions|themes|ages|languages|distance|access|hours.

    Raises ValueError when a value is not a slug. `schedule` is its country and hours: documents
    of the same text are counted together. A precision follows the type: « alternance contrat=apprentissage ».
    """
    values = values_of(document)
    for value in chain(document.precisions, chain.from_iterable(values.values())):
        if not SLUG.fullmatch(value):
            raise ValueError(f"{document.key}: {value!r} cannot be a facet or its value")
    parts = {facet: ",".join(chosen) for facet, chosen in values.items()}
    parts[TYPE] = " ".join((parts[TYPE], *(f"{facet}={parts[facet]}" for facet in values if facet not in PACKED)))
    return "|".join((*(parts[facet] for facet in PACKED), schedule))


def token_of(facet: str, value: str) -> str:
    """Return the token of the index for a facet's value, "" when no document can bear it."""
    return f"f_{facet}_{value}".replace("-", "_") if SLUG.fullmatch(value) else ""


class Unpacked(NamedTuple):
    """The values of each packed facet and precision of a document, its country and its hours in OSM syntax."""

    values: dict[str, tuple[str, ...]]
    pays: str
    hours: str
    pairs: tuple[tuple[str, str], ...] = ()  # (facet, value), the same values one by one


@lru_cache(maxsize=20_000)
def unpack(packed: str) -> Unpacked:
    """Read back what `pack` wrote."""
    *parts, schedule = packed.split("|", len(PACKED))
    pays, _space, hours = schedule.partition(" ")
    parts[0], *precisions = parts[0].split(" ")
    facet_parts = chain(zip(PACKED, parts, strict=True), (precision.split("=", 1) for precision in precisions))
    values = {facet: tuple(filter(None, part.split(","))) for facet, part in facet_parts}
    pairs = tuple((facet, value) for facet, facet_values in values.items() for value in facet_values)
    return Unpacked(values, pays, hours, pairs)


class Clock:
    """Reckons the facets that depend on the hour, for one instant and the moments asked."""

    def __init__(self, at: datetime | None, asked: Collection[str]):
        self._at, self._asked = at, asked

    @cached_property
    def at(self) -> datetime:
        """The instant, on the wall clock of the places."""
        return horaires.wall_clock(self._at)

    @cached_property
    def windows(self) -> dict[str, tuple[moments.Window, ...]]:
        """The stretches of time of each moment asked."""
        return {moment: moments.windows_of(moment, self.at) for moment in self._asked}

    def values(self, unpacked: Unpacked) -> dict[str, tuple[str, ...]]:
        """Return the values of the hourly facets: open now, and the moments asked at which it is open."""
        return {
            OUVERT: (YES,) if unpacked.hours and horaires.is_open(unpacked.hours, self.at, unpacked.pays) else (),
            MOMENT: tuple(moment for moment, windows in self.windows.items() if _opens(unpacked, windows)),
        }


def _opens(unpacked: Unpacked, windows: tuple[moments.Window, ...]) -> bool:
    hours, pays = unpacked.hours, unpacked.pays
    return bool(hours) and any(horaires.is_open_within(hours, *window, pays) for window in windows)

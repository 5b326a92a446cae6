"""The list of the dispositifs and its filters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from geo.models import Commune
from ressources.vocabulaire import Axe
from search.criteria import FieldError
from search.facets import AGE_BANDS, AGE_LABELS
from search.locating import read_place
from search.parameters import Reader
from search.places import Place

from .models import Dispositif
from .models.querysets import DispositifQuerySet
from .vocabulaire import Apport

LABO = "laboratoire"


@dataclass(frozen=True, slots=True)
class Filtres:
    """What narrows the list; `laboratoire` keeps the laboratory's programmes alone."""

    axe: str = ""
    apport: str = ""
    age: str = ""
    place: Place | None = None
    ou: str = ""
    laboratoire: bool = False
    page: int = 1
    candidates: tuple[Place, ...] = ()
    errors: tuple[FieldError, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many are set."""
        return sum(map(bool, (self.axe, self.apport, self.age, self.place, self.laboratoire)))

    def apply(self) -> DispositifQuerySet:
        """Return what is published, open or to come, and passes the filters."""
        found = Dispositif.objects.published().open_on()
        if self.axe:
            found = found.filter(axe=self.axe)
        if self.apport:
            found = found.filter(apport=self.apport)
        if self.age:
            found = found.for_age(self.age)
        if self.laboratoire:
            found = found.filter(laboratoire=True)
        commune = Commune.objects.get_by_ref(self.place.ref) if self.place else None
        if commune:
            found = found.serving(commune)
        return found.order_by("laboratoire", "nom", "pk")

    def to_query(self, **changes: Any) -> str:
        """Return the query string of this list with changes."""
        written = {
            "axe": self.axe,
            "apport": self.apport,
            "age": self.age,
            "ou": self.ou,
            "commune": self.place.ref if self.place else "",
            LABO: "1" if self.laboratoire else "",
        } | changes
        return urlencode([(name, value) for name, value in written.items() if value])

    def chips(self) -> Iterator[tuple[str, str]]:
        """Yield (words, query string without it) for each filter set."""
        if self.place:
            yield self.place.nom, self.to_query(ou="", commune="")
        if self.axe:
            yield str(Axe(self.axe).label), self.to_query(axe="")
        if self.apport:
            yield str(Apport(self.apport).label), self.to_query(apport="")
        if self.age:
            yield str(AGE_LABELS[self.age]), self.to_query(age="")
        if self.laboratoire:
            yield _("Programmes du laboratoire"), self.to_query(laboratoire="")


def read_filters(params: QueryDict) -> Filtres:
    """Read a query string; what is wrong is left out and said in `errors`."""
    reader = Reader(params)
    where = read_place(reader, "")
    return Filtres(
        axe=reader.choice("axe", Axe.values, ""),
        apport=reader.choice("apport", Apport.values, ""),
        age=reader.choice("age", AGE_BANDS, ""),
        place=where.place,
        ou=where.ou,
        laboratoire=reader.flag(LABO),
        page=reader.whole("page", 1, 1000, 1),
        candidates=where.candidates,
        errors=tuple(reader.errors),
    )


def groups(filtres: Filtres) -> list[dict[str, Any]]:
    """Return the filters as groups of options for the form (components/facet_groups.html)."""
    lists = {
        "apport": (_("Tu cherches quoi ?"), Apport.choices),
        "age": (_("Ton âge"), AGE_LABELS.items()),
        "axe": (_("Sur quel sujet ?"), Axe.choices),
    }
    drawn = [
        {"name": name, "label": label, "type": "radio", "options": _options(choices, getattr(filtres, name))}
        for name, (label, choices) in lists.items()
    ]
    labo = {"value": "1", "label": _("Seulement les programmes du laboratoire"), "checked": filtres.laboratoire}
    return [*drawn, {"name": LABO, "label": _("Programmes du laboratoire"), "toggles": True, "options": [labo]}]


def _options(choices: Iterable[tuple[str, Any]], chosen: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": str(label), "count": None, "checked": value == chosen}
        for value, label in [("", _("Peu importe")), *choices]
    ]

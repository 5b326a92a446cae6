"""What a baseline is asked: the words without the place, the commune's point, the age."""

from dataclasses import dataclass
from math import cos, radians

from django.db.models import Q, QuerySet

from geo.lookup import find_in_text
from search.facets import AGE_BANDS
from search.places import place_of_ref

from ..judged import Need
from .models import Texte

RADIUS_KM = 20  # the portal's own, by default
KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Asked:
    """A need as a site with two boxes, « quoi » and « où », would read it."""

    words: str
    latitude: float | None
    longitude: float | None
    age: tuple[int, int] | None

    @classmethod
    def of(cls, need: Need) -> "Asked":
        place = place_of_ref(need.commune) if need.commune else None
        words = _without_place(need.q) if need.lieu_dans_le_texte else need.q
        latitude, longitude = (place.latitude, place.longitude) if place else (None, None)
        return cls(words, latitude, longitude, AGE_BANDS[need.age] if need.age else None)

    def rows(self) -> QuerySet[Texte]:
        """Return the rows in the square around the commune or helping anywhere, for that age."""
        rows = Texte.objects.all()
        if self.latitude is not None and self.longitude is not None:
            high = RADIUS_KM / KM_PER_DEGREE
            wide = high / cos(radians(self.latitude))
            rows = rows.filter(
                Q(anywhere=True)
                | Q(
                    latitude__gte=self.latitude - high,
                    latitude__lte=self.latitude + high,
                    longitude__gte=self.longitude - wide,
                    longitude__lte=self.longitude + wide,
                )
            )
        if self.age:
            rows = rows.filter(age_min__lte=self.age[1], age_max__gte=self.age[0])
        return rows


def _without_place(text: str) -> str:
    found = find_in_text(text)
    if found is None or found.span is None:
        return text
    start, end = found.span
    return f"{text[:start]} {text[end:]}".strip()

"""What the templates of the guide read: small frozen views of places and permanences."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone

from search.horaires import describe, is_open

from ..models import Lieu, Permanence
from ..recurrence import Creneau
from .semaine import Jour, build_semaine

PROCHAINES_DATES = 5


@dataclass(frozen=True, slots=True)
class LieuVu:
    """A place, its week and its itinerary; `numero` is its mark on the page's map."""

    lieu: Lieu
    numero: int
    semaine: list[Jour]
    ouverture: str
    ouvert: bool | None
    itineraire: str

    @property
    def position(self) -> tuple[float, float] | None:
        """The place's own position: a commune's middle is no address."""
        if self.lieu.latitude is None or self.lieu.longitude is None:
            return None
        return self.lieu.latitude, self.lieu.longitude


@dataclass(frozen=True, slots=True)
class PermanenceVue:
    """A permanence and its next dates."""

    permanence: Permanence
    dates: list[Creneau]
    adresse: str


def view_lieu(lieu: Lieu, numero: int) -> LieuVu:
    pays = lieu.commune.pays
    return LieuVu(
        lieu=lieu,
        numero=numero,
        semaine=build_semaine(lieu.horaires, pays),
        ouverture=describe(lieu.horaires, pays=pays),
        ouvert=is_open(lieu.horaires, pays=pays),
        itineraire=itinerary_url(lieu),
    )


def itinerary_url(lieu: Lieu) -> str:
    """Return a link that opens the way there; following it is the reader's choice, nothing is asked before."""
    if lieu.latitude is None or lieu.longitude is None:
        return "https://www.openstreetmap.org/search?" + urlencode({"query": lieu.adresse_complete})
    return "https://www.openstreetmap.org/directions?" + urlencode({"to": f"{lieu.latitude:.5f},{lieu.longitude:.5f}"})


def view_permanence(permanence: Permanence, maintenant: datetime.datetime | None = None) -> PermanenceVue | None:
    """Return the permanence and its dates to come, None when it is over for good."""
    dates = permanence.recurrence.next_dates(maintenant or timezone.now(), PROCHAINES_DATES)
    if not dates:
        return None
    return PermanenceVue(permanence, dates, permanence_address(permanence))


def permanence_address(permanence: Permanence) -> str:
    if permanence.lieu:
        return ", ".join(filter(None, [permanence.lieu.nom, permanence.lieu.adresse_complete]))
    if permanence.commune:
        return ", ".join(
            filter(None, [permanence.adresse, f"{permanence.code_postal} {permanence.commune.nom}".strip()])
        )
    return ""

"""What one asks of opportunities, as sentences: `Opportunite.objects.published().open_on(jour)`."""

import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone

from geo.distance import PositionQuerySet
from geo.models import Commune
from ressources.querysets import FicheQuerySet

from .etats import BIENTOT_JOURS, UN_JOUR

if TYPE_CHECKING:
    from .models import Opportunite

DETAILS = ("mobilite", "guichetlogement", "alternance", "engagement", "evenement")
EN_COURS = Q(archivee_le=None, retiree_le=None)


class OpportuniteQuerySet(FicheQuerySet):
    """Sentences about opportunities of every family, or of one."""

    def published(self):
        """Keep what the public may read, closed ones too: their page says so. Archived ones are not listed."""
        return super().published().filter(archivee_le=None)

    def readable(self):
        """Keep what has a public page: published, whether open, closed or archived."""
        return self.filter(live=True)

    def current_on(self, jour: datetime.date):
        """Keep what is not over on a day: open, or yet to open."""
        return self.filter(EN_COURS, Q(echeance=None) | Q(echeance__gte=jour))

    def open_on(self, jour: datetime.date):
        """Keep what one can answer on a day."""
        return self.current_on(jour).filter(Q(ouverture=None) | Q(ouverture__lte=jour))

    def opening_after(self, jour: datetime.date):
        """Keep what opens after a day."""
        return self.current_on(jour).filter(ouverture__gt=jour)

    def closing_within(self, days: int = BIENTOT_JOURS, jour: datetime.date | None = None):
        """Keep what is open and ends within this number of days, the soonest first."""
        jour = jour or timezone.localdate()
        return self.open_on(jour).filter(echeance__lte=jour + days * UN_JOUR).order_by("echeance", "pk")

    def closed_on(self, jour: datetime.date):
        """Keep what is over on a day: its dates have passed, or its feed left it out."""
        return self.filter(archivee_le=None).filter(Q(echeance__lt=jour) | Q(retiree_le__isnull=False))

    def archived(self):
        return self.filter(archivee_le__isnull=False)

    def for_age(self, age_min: int, age_max: int):
        """Keep what takes at least one age between the bounds, in years, both included."""
        return self.filter(
            Q(age_min=None) | Q(age_min__lte=age_max),
            Q(age_max=None) | Q(age_max__gte=age_min),
        )

    def near(self, commune_or_point, km: float):
        """Keep what takes place at `km` or less, by its own position or else its commune's.

        The same commune always matches, whatever the radius.
        """
        ici, point = Q(), commune_or_point
        if isinstance(commune_or_point, Commune):
            ici = Q(commune=commune_or_point) | Q(commune__parent=commune_or_point)
            point = commune_or_point.position
        if point is None:
            return self.filter(ici)
        latitude, longitude = point
        precise = PositionQuerySet(self.model).within(latitude, longitude, km)
        communes = Commune.objects.within(latitude, longitude, km)
        return self.filter(ici | Q(pk__in=precise.values("pk")) | Q(latitude=None, commune__in=communes.values("pk")))

    def reachable(self, commune: Commune, km: float):
        """Keep what serves the commune and is near, at a distance, or nowhere in particular (going abroad, say)."""
        proches = type(self)(self.model).near(commune, km).values("pk")
        return self.serving(commune).filter(Q(distanciel=True) | Q(commune=None) | Q(pk__in=proches))

    def by_deadline(self):
        """Order by what ends first; what never ends comes last."""
        return self.order_by(F("echeance").asc(nulls_last=True), "titre", "pk")

    def by_start(self):
        """Order by what begins first; what has no date comes last."""
        return self.order_by(F("debut").asc(nulls_last=True), "titre", "pk")

    def with_details(self):
        """Read along what `specific`, a card and a page's head need: no further query per row."""
        lus = ["porteur", "commune"]
        if not self.model._meta.get_parent_list():
            lus += DETAILS
        return self.select_related(*lus)

    def editable_by(self, utilisateur):
        """Keep what is offered by the structures the account works for."""
        return self.filter(porteur__rattachements__utilisateur=utilisateur)

    def specifics(self) -> "list[Opportunite]":
        """Return the rows as objects of their own family, in one query."""
        return [opportunite.specific for opportunite in self.with_details()]

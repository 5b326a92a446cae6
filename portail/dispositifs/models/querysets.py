"""What one asks of the dispositifs, as sentences."""

import datetime

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from ressources.querysets import FicheQuerySet
from search.facets import AGE_BANDS


class DispositifQuerySet(FicheQuerySet):
    def open_on(self, jour: datetime.date | None = None):
        """Keep those that can be asked for on a day, today by default, or later."""
        jour = jour or timezone.localdate()
        return self.filter(Q(cloture=None) | Q(cloture__gte=jour))

    def closing_soon(self, jour: datetime.date | None = None):
        """Keep the open ones that close within `DISPOSITIFS_BIENTOT_CLOS_JOURS` days, the soonest first."""
        jour = jour or timezone.localdate()
        opened = Q(ouverture=None) | Q(ouverture__lte=jour)
        return self.filter(opened, cloture__range=(jour, jour + soon())).order_by("cloture", "nom")

    def dated(self):
        """Keep those with an opening or a closing, the next date first."""
        return self.filter(Q(ouverture__isnull=False) | Q(cloture__isnull=False)).order_by(
            F("cloture").asc(nulls_last=True), "ouverture", "pk"
        )

    def for_age(self, band: str):
        """Keep those open to at least one age of a band of `search.facets.AGE_BANDS`."""
        low, high = AGE_BANDS[band]
        return self.filter(Q(age_min=None) | Q(age_min__lte=high), Q(age_max=None) | Q(age_max__gte=low))

    def with_relations(self):
        """Read along what rules, cards and the search need: a few queries more, whatever the number."""
        return self.prefetch_related("zones", "sites_adoptants", "thematiques__parent__parent")


def soon() -> datetime.timedelta:
    """How long before its end a dispositif is « bientôt clos »."""
    return datetime.timedelta(days=getattr(settings, "DISPOSITIFS_BIENTOT_CLOS_JOURS", 30))

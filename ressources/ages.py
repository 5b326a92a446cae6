"""The age bands that somebody gives when they write or book: never a birth date.

Fifteen is the age of consent to the use of one's data (loi Informatique et Libertés, article 45), eighteen that of
majority; 25 and 30 are where most of the publics of the guide end. The filter of the search has bands of its own.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

AGE_MAX = 200


class Tranche(models.TextChoices):
    """An age band; both of its ends are in `bornes`."""

    MOINS_15 = "moins-15", _("Moins de 15 ans")
    DE_15_A_17 = "15-17", _("15 à 17 ans")
    DE_18_A_25 = "18-25", _("18 à 25 ans")
    DE_26_A_30 = "26-30", _("26 à 30 ans")
    PLUS_30 = "plus-30", _("Plus de 30 ans")

    @property
    def bornes(self) -> tuple[int, int]:
        """Return the first and last ages of the band, in years."""
        return BORNES[self]

    @property
    def mineure(self) -> bool:
        return self.bornes[1] < 18

    def meets(self, age_min: int | None, age_max: int | None) -> bool:
        """Tell whether some age of the band is within two limits, either of which may be missing."""
        bas, haut = self.bornes
        return (age_min or 0) <= haut and (age_max or AGE_MAX) >= bas


BORNES = {
    Tranche.MOINS_15: (0, 14),
    Tranche.DE_15_A_17: (15, 17),
    Tranche.DE_18_A_25: (18, 25),
    Tranche.DE_26_A_30: (26, 30),
    Tranche.PLUS_30: (31, AGE_MAX),
}

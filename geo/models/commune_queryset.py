"""What one asks of the table of communes."""

from typing import TYPE_CHECKING

from django.db.models import TextField
from django.db.models.functions import Cast

from geo.distance import PositionQuerySet
from geo.models.choices import Pays, TypeCommune

if TYPE_CHECKING:
    from geo.models.commune import Commune

BELGIAN_PREFIX = "be-"


class CommuneQuerySet(PositionQuerySet):
    """Sentences about communes."""

    def active(self):
        """Leave out the communes that the official code no longer knows."""
        return self.filter(active=True)

    def current(self):
        """Keep the communes of today: neither delegated, associated nor city districts."""
        return self.active().filter(type=TypeCommune.COMMUNE)

    def with_names(self):
        """Fetch along what `str()` and `zone_keys` read."""
        return self.select_related("departement", "parent")

    def get_by_ref(self, ref: str) -> "Commune | None":
        """Return the commune of a public code ("59599", "be-57097"), None if unknown.

        A commune wins over the delegated commune of the same code. A code that merged or
        changed leads to the commune that took it over ("be-54007" is Mouscron).
        """
        pays, code = split_ref(ref)
        if not code:
            return None
        communes = self.filter(pays=pays).with_names()
        return (
            min(communes.filter(code=code), key=_ref_rank, default=None)
            or communes.current().having_old_code(code).first()
        )

    def having_old_code(self, code: str):
        """Keep the communes that took over an old code."""
        return self.alias(old=Cast("anciens_codes", TextField())).filter(
            old__contains=f'"{code}"'
        )


def split_ref(ref: str) -> tuple[str, str]:
    """Split a public code into country and code; the code is "" when it cannot be one."""
    ref = str(ref).strip().lower()
    belgian = ref.startswith(BELGIAN_PREFIX)
    code = ref.removeprefix(BELGIAN_PREFIX).upper()
    well_formed = len(code) == 5 and code.isascii() and code.isalnum()
    return (Pays.BELGIQUE if belgian else Pays.FRANCE), code if well_formed else ""


def _ref_rank(commune: "Commune") -> tuple[bool, bool]:
    return (not commune.active, commune.type != TypeCommune.COMMUNE)

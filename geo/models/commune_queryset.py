"""What one asks of the table of communes."""

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.distance import PositionQuerySet
from geo.models.choices import Pays, TypeCommune
from geo.models.version import table_version

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
        same_code = [*self.filter(pays=pays, code=code).with_names()]
        in_force = [commune for commune in same_code if commune.active]
        return (
            min(in_force, key=lambda commune: commune.type != TypeCommune.COMMUNE, default=None)
            or self._get_by_old_code(pays, code)
            or next(iter(same_code), None)
        )

    def _get_by_old_code(self, pays: str, code: str) -> "Commune | None":
        pk = _old_codes(self.model, self.db, table_version()).get((pays, code))
        return self.filter(pk=pk).with_names().first() if pk else None


def split_ref(ref: str) -> tuple[str, str]:
    """Split a public code into country and code; the code is "" when it cannot be one."""
    ref = str(ref).strip().lower()
    belgian = ref.startswith(BELGIAN_PREFIX)
    code = ref.removeprefix(BELGIAN_PREFIX).upper()
    well_formed = len(code) == 5 and code.isascii() and code.isalnum()
    return (Pays.BELGIQUE if belgian else Pays.FRANCE), code if well_formed else ""


@lru_cache(maxsize=2)
def _old_codes(model: type["Commune"], database: str, version: str) -> dict[tuple[str, str], int]:
    """Return the id of the commune that took over each old code, by country and code."""
    communes = model.objects.using(database).current().exclude(anciens_codes=[])
    rows = communes.order_by().values_list("pk", "pays", "anciens_codes")
    return {(pays, code): pk for pk, pays, codes in rows for code in codes}

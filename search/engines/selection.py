"""From the rows an index found to what is shown: filters, order, collapse, counts.

Shared by the engines that read rows from a table, so that they cannot differ. Rows are read by
position: at a thousand a search, naming their values would cost as much as reading them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from search import facets
from search.criteria import Criteria

LIEU_SEPARATOR = "/"  # in the key of a document of an entry with several places

Row = tuple[Any, ...]
Values = dict[str, tuple[str, ...]]


class Selector:
    """Filters and counts rows by their facets; `key` and `packed` are the positions of these columns."""

    def __init__(self, criteria: Criteria, key: int, packed: int):
        self.chosen = {facet: frozenset(values) for facet, values in criteria.chosen.items()}
        self.clock = facets.Clock(criteria.at, self.chosen.get(facets.MOMENT, ()))
        self.key, self.packed = itemgetter(key), itemgetter(packed)
        self._known: dict[str, tuple[Values, frozenset[str]]] = {}

    def keep(self, rows: list[Row]) -> list[Row]:
        """Return the rows that obey every choice."""
        if not self.chosen:
            return rows
        return [row for row in rows if not self._read(self.packed(row))[1]]

    def entries(self, rows: Iterable[Row]) -> list[str]:
        """Return the entry of each row: its key, unless it tells the place too."""
        keys = list(map(self.key, rows))
        return [key.partition(LIEU_SEPARATOR)[0] for key in keys] if _tell_places(keys) else keys

    def nearest(self, rows: Iterable[Row]) -> list[Row]:
        """Order rows and keep the first of each entry."""
        ordered = sorted(rows)
        if not _tell_places(map(self.key, ordered)):
            return ordered
        first: dict[str, Row] = {}
        for entry, row in zip(self.entries(ordered), ordered, strict=True):
            first.setdefault(entry, row)
        return list(first.values())

    def count(self, rows: list[Row]) -> dict[str, dict[str, int]]:
        """Return, by facet, the number of entries of each value.

        A facet's counts ignore its own choice and obey the others. Entries met once are counted
        together with those of the same facets, those met at several places once per value.
        """
        single = Counter(map(self.packed, rows))
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict, {facet: {} for facet in facets.FACETS})
        for (facet, value), entries in self._take_repeated(rows, single).items():
            counts[facet][value] = len(entries)
        for packed, number in single.items():
            if number:
                for facet, value in self._counted(packed):
                    counts[facet][value] = counts[facet].get(value, 0) + number
        return counts

    def _take_repeated(self, rows: list[Row], single: Counter[str]) -> dict[tuple[str, str], set[str]]:
        """Return the entries met at several places, by facet and value; their rows no longer count in `single`."""
        several: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        if _tell_places(map(self.key, rows)):
            of_rows = self.entries(rows)
            times = Counter(of_rows)
            for row, entry in zip(rows, of_rows, strict=True):
                if times[entry] > 1:
                    packed = self.packed(row)
                    single[packed] -= 1
                    for counted in self._counted(packed):
                        several[counted].add(entry)
        return several

    def _counted(self, packed: str) -> Iterable[tuple[str, str]]:
        """Return the facets' values that documents of these facets are counted in."""
        unpacked = facets.unpack(packed)
        if not self.chosen and not unpacked.hours:
            return unpacked.pairs
        values, failed = self._read(packed)
        return [
            (facet, value)
            for facet, facet_values in values.items()
            if not failed or failed == {facet}
            for value in facet_values
        ]

    def _read(self, packed: str) -> tuple[Values, frozenset[str]]:
        """Return the values of each facet, and the chosen facets that they do not obey."""
        if packed not in self._known:
            unpacked = facets.unpack(packed)
            values = unpacked.values | self.clock.values(unpacked)
            failed = frozenset(
                facet for facet, wanted in self.chosen.items() if wanted.isdisjoint(values.get(facet, ()))
            )
            self._known[packed] = values, failed
        return self._known[packed]


def _tell_places(keys: Iterable[str]) -> bool:
    """Tell whether a key tells a place: otherwise no entry comes twice."""
    return LIEU_SEPARATOR in "".join(keys)

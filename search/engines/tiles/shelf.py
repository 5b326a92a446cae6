"""The tiles that this process holds, the last used kept; what the database says of them decides."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.db import connection

from search.engines.tiles.states import State, read_states, remember
from search.engines.tiles.tile import COLUMNS, Tile
from search.numbers import TILE_BITS

LARGEST = 10_000  # documents of a tile; the index answers where there are more
READ_AT_ONCE = 2_000  # documents, at a search: whoever asks first must not wait for a whole town
OF_REMOTE = 16  # tiles that share out what helps at a distance, numbered from -1 down
COMMUNES = -1000  # what has its version drawn when a commune has a document in a new tile


class Shelf:
    """Tiles by number, with the version that was read. Several threads use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[int, Tile]] = OrderedDict()
        # Tiles of communes, as long as no commune has a new one.
        self._communes: tuple[State | None, dict[str, frozenset[int]]] = None, {}

    def find(self, numbers: Sequence[int], commune: str) -> dict[int, Tile] | None:
        """Return these tiles, those of a commune and those of what helps at a distance, as they are now.

        In one query at most; one more when some must be read, and two when the commune is not known or reaches
        further. None when that is too much to read at once: part of it was read, the next search finds it.
        """
        wanted = remember((commune, *numbers), lambda: self._read_wanted(numbers, commune))
        if any(state.documents > LARGEST for state in wanted):
            return None
        found = self._take(wanted)
        missing = sorted((state for state in wanted if state.number not in found), key=lambda state: state.documents)
        if missing:
            affordable = _affordable(missing)
            for state, tile in zip(affordable, _read_tiles(affordable), strict=True):
                self._keep(state, tile)
                found[state.number] = tile
            self.make_room()
            if len(affordable) < len(missing):
                return None
        return found

    @property
    def weight(self) -> int:
        """What the tiles hold, as `len()` counts it."""
        return sum(len(tile) for _version, tile in self._kept.values())

    def make_room(self) -> None:
        """Drop the tiles that were not used for longest, as long as there is too much."""
        with self._lock:
            excess = self.weight - settings.SEARCH_TILES
            while excess > 0 and self._kept:
                _number, (_version, tile) = self._kept.popitem(last=False)
                excess -= len(tile)

    def clear(self) -> None:
        """Forget every tile."""
        with self._lock:
            self._kept.clear()
            self._communes = None, {}

    def _read_wanted(self, numbers: Sequence[int], commune: str) -> list[State]:
        states = read_states(numbers)
        further = self._tiles_of(commune, states.pop(COMMUNES, None)).difference(numbers)
        if further:
            states |= read_states(sorted(further))
        return [state for state in states.values() if state.documents > 0]

    def _take(self, wanted: Iterable[State]) -> dict[int, Tile]:
        """Return those of these tiles that are here as they are now, by number."""
        found = {}
        with self._lock:
            for number, version, _documents in wanted:
                kept, tile = self._kept.get(number, (None, None))
                if kept == version and tile is not None:
                    self._kept.move_to_end(number)
                    found[number] = tile
        return found

    def _keep(self, state: State, tile: Tile) -> None:
        with self._lock:
            self._kept[state.number] = state.version, tile
            self._kept.move_to_end(state.number)

    def _tiles_of(self, commune: str, state: State | None) -> frozenset[int]:
        """Return the tiles of a commune; `state` changes when a commune has a new one."""
        if self._communes[0] != state:
            self._communes = state, {}
        known = self._communes[1]
        if commune not in known:
            with connection.cursor() as cursor:
                cursor.execute("SELECT tuile FROM search_tuilecommune WHERE commune = %s", [commune])
                known[commune] = frozenset(tile for (tile,) in cursor.fetchall())
        return known[commune]


def _affordable(missing: Sequence[State]) -> list[State]:
    """Return the first tiles that may be read at once, one at least."""
    taken, documents = [], 0
    for state in missing:
        documents += state.documents
        if taken and documents > READ_AT_ONCE:
            break
        taken.append(state)
    return taken


def _read_tiles(states: Collection[State]) -> Iterable[Tile]:
    """Read tiles in one statement, in their order."""
    parts = [
        f"SELECT {state.number}, {COLUMNS} FROM search_document WHERE {_inside(state.number)}"  # noqa: S608 — numbers
        for state in states
    ]
    rows = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        for number, *row in cursor.fetchall():
            rows[number].append(row)
    return [Tile(rows[state.number]) for state in states]


def _inside(number: int) -> str:
    if number < 0:
        return f"remote AND id % {OF_REMOTE} = {-1 - number}"
    return f"id BETWEEN {number << TILE_BITS} AND {((number + 1) << TILE_BITS) - 1}"

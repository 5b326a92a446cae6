"""Numbers of documents, drawn from their position, and the tiles of the map that these numbers make.

Near documents have near numbers, so that few pages of the disk hold a circle: the interleaved bits of
latitude and longitude (about 300 m), then a number drawn from the key. The numbers that begin with the
same bits make a tile, 19.5 km high and 25 km wide at Lille. Documents that are nowhere come after.
"""

from hashlib import blake2b

from geo.distance import bounding_box

GRID_BITS, ID_BITS, NOWHERE_BITS = 16, 12, 31
GRID = 1 << GRID_BITS
NOWHERE = 1 << (2 * GRID_BITS + 1 + ID_BITS)
TILE_BITS = 24
SIDE_BITS = (TILE_BITS - ID_BITS) // 2  # of the grid, in a tile

# The bits of a row or column of tiles, a zero after each.
_SPREAD = tuple(
    sum((number >> bit & 1) << (2 * bit) for bit in range(GRID_BITS)) for number in range(GRID >> SIDE_BITS)
)


def draw_number(key: str, lat: float | None, lon: float | None, attempt: int = 0) -> int:
    """Draw the number of a document; degrees, None when it is nowhere.

    A crowded place may lack numbers: each attempt draws in the range twice as large that holds the
    last one, and never out of the tile.
    """
    if lat is None or lon is None:
        base, width = NOWHERE, NOWHERE_BITS + attempt
    else:
        base, width = _interleave(_row(lat), _column(lon)) << ID_BITS, min(ID_BITS + attempt, TILE_BITS)
    draw = blake2b(f"{key}#{attempt}".encode(), digest_size=8).digest()
    return (base >> width << width) + int.from_bytes(draw) % (1 << width)


def tile_of(number: int) -> int:
    """Return the tile of a document's number."""
    return number >> TILE_BITS


def tiles_around(lat: float, lon: float, km: float) -> list[int]:
    """Return the tiles that together hold every point at `km` or less of (lat, lon)."""
    box = bounding_box(lat, lon, km)
    rows = range(_row(box.south) >> SIDE_BITS, (_row(box.north) >> SIDE_BITS) + 1)
    west, east, last = _column(box.west) >> SIDE_BITS, _column(box.east) >> SIDE_BITS, (GRID >> SIDE_BITS) - 1
    columns = range(west, east + 1) if box.west <= box.east else (*range(west, last + 1), *range(east + 1))
    return [_SPREAD[row] << 1 | _SPREAD[column] for row in rows for column in dict.fromkeys(columns)]


def _row(lat: float) -> int:
    return int((lat + 90) / 180 * (GRID - 1))


def _column(lon: float) -> int:
    return int((lon + 180) / 360 * (GRID - 1))


def _interleave(row: int, column: int) -> int:
    return sum((row >> bit & 1) << (2 * bit + 1) | (column >> bit & 1) << (2 * bit) for bit in range(GRID_BITS))

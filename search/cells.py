"""The earth cut into cells, so that « within 20 km » is a handful of words of the index.

A grid of latitude × longitude at three sizes, each cell of a level holding four of the level
below. A document bears the three cells it lies in; a circle asks for the cells it touches on
one level, few enough to be read fast (4 to 16 in France), and the exact distance of what they hold
decides. 0.2° × 0.3° is about 22 km × 21 km in Lille; measured best between 0.15° and 0.25°
at 20 km over 100,000 entries (docs/adr/0004-search-index.md).
"""

from math import floor

from geo.distance import bounding_box

# A power of two of these makes each level, so a cell's edges are also its parent's.
HEIGHT_DEGREES = 0.2
WIDTH_DEGREES = 0.3
LEVELS = 3
KM_PER_DEGREE = 111.2  # of latitude

# A circle reads the smallest cells at least this share of its radius high.
HEIGHT_PER_RADIUS = 0.75


def cells_of(lat: float, lon: float) -> tuple[str, ...]:
    """Return the tokens of the cells holding a point in degrees, one per level."""
    return tuple(_token(level, _row(level, lat), _column(level, lon)) for level in range(LEVELS))


def cover(lat: float, lon: float, km: float) -> tuple[str, ...]:
    """Return the tokens of cells that together hold every point at `km` or less of (lat, lon)."""
    level = _level_for(km)
    box = bounding_box(lat, lon, km)
    west, east = _column(level, box.west), _column(level, box.east)
    if box.east - box.west >= 360:  # over a pole
        west, east = 0, _columns(level) - 1
    columns = range(west, (east if west <= east else east + _columns(level)) + 1)
    rows = range(_row(level, box.south), _row(level, box.north) + 1)
    return tuple(dict.fromkeys(_token(level, row, column % _columns(level)) for row in rows for column in columns))


def _level_for(km: float) -> int:
    for level in range(LEVELS - 1):
        if HEIGHT_DEGREES * 2**level * KM_PER_DEGREE >= HEIGHT_PER_RADIUS * km:
            return level
    return LEVELS - 1


def _row(level: int, lat: float) -> int:
    return floor((lat + 90) / (HEIGHT_DEGREES * 2**level))


def _column(level: int, lon: float) -> int:
    return floor((lon + 180) / (WIDTH_DEGREES * 2**level)) % _columns(level)


def _columns(level: int) -> int:
    return round(360 / (WIDTH_DEGREES * 2**level))


def _token(level: int, row: int, column: int) -> str:
    return f"g{level}_{row}_{column}"

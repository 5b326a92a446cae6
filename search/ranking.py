"""The order of results: a sum of whole constants, the same arithmetic on every engine.

    relevance = words + nearness + quality

- words: for each idea of the query (`analysis.Group`), 20 when the entry holds it anywhere,
  40 more when its title does, 20 more when its keywords do, shared between the ideas (integer
  division): 80 at most whatever the length of the query.
- nearness: 50 in the same commune or within 2 km, 42 within 5 km, 34 within 10 km, 24 within
  20 km, 12 within 50 km, 4 within 100 km, 0 beyond, elsewhere and at a distance. A title
  20 km away thus beats a mere mention next door; at equal words the nearer band wins.
- quality: 0, 4, 8, 12 or 16 by fifths of the source's 0..1 (completeness, freshness).

Equal relevance: the nearest first, then by key. `tri=distance` is nearness, then relevance;
`tri=fraicheur` the last verified, then the last modified, then nearness. What only matches
because it helps at a distance comes after what is near.

Every part is a constant given to the documents that match a filter, so an engine that cannot
run scripts can do the same sum with constant scores.
"""

from datetime import date, datetime

WORD_ANYWHERE, WORD_IN_KEYWORDS, WORD_IN_TITLE = 20, 20, 40

# Radius in km, points; the nearest first. The first is also worth the same commune.
BANDS = ((2, 50), (5, 42), (10, 34), (20, 24), (50, 12), (100, 4))
SAME_COMMUNE = BANDS[0][1]

QUALITY_STEPS = 5
QUALITY_POINTS = 4  # per step

# Scalar products go from -1 to 1: a document that is nowhere, or only at a distance, is beyond.
FAR = -2.0

_DAYS = 10_000_000  # more than any date's ordinal: verification weighs before modification


def word_points(groups: int) -> tuple[int, int, int]:
    """Return the points of one idea among several: anywhere, in keywords, in the title."""
    shares = max(groups, 1)
    return WORD_ANYWHERE // shares, WORD_IN_KEYWORDS // shares, WORD_IN_TITLE // shares


def quality_step(quality: float) -> int:
    """Return the step 0..4 of a quality 0..1."""
    return min(max(int(quality * QUALITY_STEPS), 0), QUALITY_STEPS - 1)


def freshness(verifie_le: date | None, updated_at: datetime | None) -> int:
    """Return a number that grows with the last verification, then with the last change."""
    verified = verifie_le.toordinal() if verifie_le else 0
    updated = updated_at.date().toordinal() if updated_at else 0
    return verified * _DAYS + updated

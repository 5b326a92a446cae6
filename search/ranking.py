"""The order of results: a sum of whole constants, the same arithmetic on every engine.

    relevance = words + details + nearness - border + quality

- words: 200 for each idea of the query (`analysis.Group`) that the entry holds, more than all the rest: who holds every
  idea comes before who lacks one. Then 20 when it holds it as it was typed and not by a synonym, 20 when its
  competences (keywords) do, 20 when its title or its role does, shared between the ideas (integer division): 60 at most
  whatever the length of the query.
- details: 40 when it holds a word that nobody must, 40 when its title or its role does, shared between the details.
- nearness: 60 in the same commune or within 2 km, 50 within 5 km, 30 within 10 km, 10 within
  20 km, 8 within 50 km, 4 within 100 km; 18 for what is nowhere in particular (an article); 0
  beyond, and for what only helps at a distance. No word is worth the 50 points between next door and 20 km:
  among those competent the nearer band comes first, and a title 15 km away does not
  beat a mention in the same town.
- border: 20 less for what is in the other country, where rights change, unless the text speaks of it.
- quality: 0, 2, 4, 6 or 8 by fifths of the source's 0..1 (completeness, freshness).

These values were set on the needs of `tests/search/relevance`; docs/recherche.md has the figures.

Equal relevance: the nearest first, then by key. `tri=distance` is nearness, then relevance;
`tri=fraicheur` the last verified, then the last modified, then nearness. What only matches
because it helps at a distance comes after what is near.

Fewer than 8 documents that hold every idea are no answer to choose from: by relevance, those that lack the fewest ideas
follow them (`enough_ideas`).

Every part is a constant given to the documents that match a filter, so an engine that cannot
run scripts can do the same sum.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from search.sphere import nearness

WORD_HELD = 200  # not shared
WORD_AS_TYPED, WORD_IN_COMPETENCES, WORD_IN_TITLE = 20, 20, 20
DETAIL_HELD, DETAIL_IN_TITLE = 40, 40
FEW = 8  # documents

# Radius in km, points; the nearest first. The first is also worth the same commune.
BANDS = ((2, 60), (5, 50), (10, 30), (20, 10), (50, 8), (100, 4))
NEARNESS = tuple((nearness(km), points) for km, points in BANDS)  # the same by scalar product, the greatest first
SAME_COMMUNE = BANDS[0][1]
NOWHERE = 18  # what has no position, when one searches around a place
ACROSS_BORDER = 20  # taken off

QUALITY_STEPS = 5
QUALITY_POINTS = 2  # per step

# Scalar products go from -1 to 1: a document that is nowhere, or only at a distance, is beyond.
FAR = -2.0

_DAYS = 10_000_000  # more than any date's ordinal: verification weighs before modification


class WordPoints(NamedTuple):
    """The points of one idea among several."""

    held: int
    as_typed: int
    in_competences: int  # in the keywords
    in_title: int


class DetailPoints(NamedTuple):
    """The points of one detail among several."""

    held: int
    in_title: int


def word_points(groups: int) -> WordPoints:
    """Share the points of the words between the ideas of a query."""
    shares = max(groups, 1)
    return WordPoints(WORD_HELD, WORD_AS_TYPED // shares, WORD_IN_COMPETENCES // shares, WORD_IN_TITLE // shares)


def detail_points(details: int) -> DetailPoints:
    """Share the points of the details between those of a query."""
    shares = max(details, 1)
    return DetailPoints(DETAIL_HELD // shares, DETAIL_IN_TITLE // shares)


def enough_ideas(documents: Mapping[int, int], few: int) -> int:
    """Return how many ideas of the text are enough: the most that `few` documents hold, one if none does so many.

    `documents` tells how many documents hold at least a number of ideas. 0 when none holds any.
    """
    held = [ideas for ideas, number in documents.items() if number]
    return max((ideas for ideas in held if documents[ideas] >= few), default=min(held, default=0))


def quality_step(quality: float) -> int:
    """Return the step 0..4 of a quality 0..1."""
    return min(max(int(quality * QUALITY_STEPS), 0), QUALITY_STEPS - 1)


def freshness(verifie_le: date | None, updated_at: datetime | None) -> int:
    """Return a number that grows with the last verification, then with the last change."""
    verified = verifie_le.toordinal() if verifie_le else 0
    updated = updated_at.date().toordinal() if updated_at else 0
    return verified * _DAYS + updated

"""Tiles of the map held in memory: what ranks, for the documents of a few square kilometres, in this process.

A search round a place reads its tiles here and not in the index, once the database has said that they are the same
(`search.models.Tuile`): one short statement instead of a long one. docs/adr/0013-tiles.md weighs it.
"""

from search.engines.tiles.reading import gave, read, read_hits, read_points

__all__ = ["gave", "read", "read_hits", "read_points"]

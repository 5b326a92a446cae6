"""A search in the tiles: the rows that the statement of `search.engines.statement` would read, in its terms."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings

from search import ranking
from search.analysis import Group, TextQuery
from search.criteria import DISTANCE, FRAICHEUR, Criteria
from search.documents import left_out_token, site_token, zone_token
from search.engines.base import Hit
from search.engines.cards import read_cards
from search.engines.tiles.shelf import Shelf
from search.engines.tiles.tile import Ranks, Reach, Tile
from search.numbers import tiles_around
from search.places import Place, crosses_border
from search.sphere import nearness, point

MANY = 24  # tiles: beyond, the index is as quick
KEY, ID, TILE, RANK = 2, 4, 6, 7  # positions in the rows

Row = tuple[Any, ...]

shelf = Shelf()


def read(criteria: Criteria, *, any_word: bool = False) -> list[Row] | None:
    """Return the rows (first, second, key, facets, id, ideas, tile, rank in it) of what holds every idea round a place.

    With `any_word`, one idea is enough, and `ideas` has a bit for each one held; the bits of the details follow. None
    when the index must be asked: no place, too wide a circle, tiles too large, or not read yet.
    """
    place = criteria.place
    if not settings.SEARCH_TILES or place is None or place.latitude is None or place.longitude is None:
        return None
    numbers = tiles_around(place.latitude, place.longitude, criteria.rayon)
    found = shelf.find(numbers, place.whole) if len(numbers) <= MANY else None
    if found is None:
        return None
    search = _Search(criteria, place, any_word)
    return [row for number, tile in found.items() for row in search.rows(tile, number)]


def gave(rows: Sequence[Row]) -> bool:
    """Tell whether rows come from tiles, and not from a statement."""
    return bool(rows) and len(rows[0]) > TILE


def read_points(rows: Sequence[Row], criteria: Criteria, *, any_word: bool = False) -> dict[int, int]:
    """Return minus the points of `search.ranking` of rows that `read` returned, by id."""
    search = _Search(criteria, criteria.place, any_word)  # type: ignore[arg-type]  # there was one to read round
    words = {tile: search.words(tile) for tile in {row[TILE] for row in rows}}
    return {row[ID]: -search.points(row[TILE], row[RANK], words[row[TILE]]) for row in rows}


def read_hits(rows: Sequence[Row], criteria: Criteria) -> tuple[Hit, ...]:
    """Return the hits of rows that `read` returned; cards shown before are held beside their tile."""
    missing = [row[ID] for row in rows if row[ID] not in row[TILE].cards]
    if missing:
        cards = read_cards(missing)
        for row in rows:
            if row[ID] in cards:
                row[TILE].cards[row[ID]] = cards[row[ID]]
        shelf.make_room()
    shown = (row[TILE].cards.get(row[ID]) for row in rows)
    return tuple(card.hit(criteria) for card in shown if card)


class _Search:
    """The criteria, read once for all tiles."""

    def __init__(self, criteria: Criteria, place: Place, any_word: bool):
        self.query, self.whole, self.any_word = criteria.query, place.whole, any_word
        self.ideas = [group.tokens for group in criteria.query.groups]
        self.details = [detail.tokens for detail in criteria.query.details]
        self.x, self.y, self.z = point(place.latitude, place.longitude)  # type: ignore[arg-type]
        self.limit = nearness(criteria.rayon)
        self.admitted = _Admitted(place, criteria.site)
        self.order, self.home = criteria.tri_effectif, criteria.home

    def rows(self, tile: Tile, number: int) -> list[Row]:
        """Return the rows of a tile: what is near or of the commune; below zero, what only helps from afar."""
        ideas = tile.ideas(self.ideas) if self.any_word else {}
        ranks = ideas if self.any_word else tile.holding(self.ideas)
        if not ranks:
            return []
        found = self._near(tile, ranks) if number >= 0 else self._further(tile, ranks)
        for rank, held in tile.ideas(self.details).items():  # what is listed is found by now: only bits are added
            ideas[rank] = ideas.get(rank, 0) | held << len(self.ideas)
        admitted, reaches, keys, facets, ids = self.admitted, tile.reaches, tile.keys, tile.facets, tile.ids
        rows: list[Row] = [
            (far, 0, keys[rank], facets[rank], ids[rank], ideas.get(rank, 0) if ideas else 0, tile, rank)
            for far, rank in found
            if admitted[reaches[rank]]
        ]
        if self.order == DISTANCE:
            return rows
        second = self._order(tile)
        return [(second(row[RANK]), row[0], *row[KEY:]) for row in rows]

    def _near(self, tile: Tile, ranks: Ranks) -> list[tuple[float, int]]:
        """Return how far each document within the circle, or of the commune, is: minus the product, and its rank."""
        x, y, z, limit, whole, communes = self.x, self.y, self.z, self.limit, self.whole, tile.communes
        xs, ys, zs = tile.x, tile.y, tile.z
        if whole not in tile.towns:
            return [(-p, rank) for rank in ranks if (p := xs[rank] * x + ys[rank] * y + zs[rank] * z) >= limit]
        # A product that is not a number: the document is nowhere.
        return [
            (-p if p == p else -ranking.FAR, rank)
            for rank in ranks
            if (p := xs[rank] * x + ys[rank] * y + zs[rank] * z) >= limit or communes[rank] == whole
        ]

    def _further(self, tile: Tile, ranks: Ranks) -> list[tuple[float, int]]:
        """Return those that `_near` leaves out, all as far."""
        nearer = {rank for _far, rank in self._near(tile, ranks)}
        return [(-ranking.FAR, rank) for rank in ranks if rank not in nearer]

    def _order(self, tile: Tile) -> Callable[[int], int]:
        """Return what gives the first of the two figures that order a document; the second is how far it is."""
        if self.order == FRAICHEUR:
            return lambda rank: -tile.freshness[rank]
        words = self.words(tile)
        return lambda rank: -self.points(tile, rank, words)

    def words(self, tile: Tile) -> "_Words":
        """Return what tells the points of the words of a tile's documents."""
        abroad = frozenset(town for town in tile.towns if self.home and crosses_border(self.home, town))
        return _Words(self.query, tile, self.any_word, abroad)

    def points(self, tile: Tile, rank: int, words: "_Words") -> int:
        """Return the points of a document, as `search.ranking` says."""
        product = tile.x[rank] * self.x + tile.y[rank] * self.y + tile.z[rank] * self.z
        near = self._nearness(product, tile.communes[rank] == self.whole)
        if words.abroad and tile.communes[rank] in words.abroad:
            near -= ranking.ACROSS_BORDER
        return words.points(rank) + tile.qualities[rank] * ranking.QUALITY_POINTS + near

    def _nearness(self, product: float, same: bool) -> int:
        if same:
            return ranking.SAME_COMMUNE
        if product != product:
            return ranking.NOWHERE
        if product < self.limit:
            return 0
        return next((points for limit, points in ranking.NEARNESS if product >= limit), ranking.NOWHERE)


class _Admitted(dict[Reach, bool]):
    """Whether a document of this reach serves the place and is shown by the site, found once for all that share it."""

    def __init__(self, place: Place, site: int | None):
        super().__init__()
        self.zones = frozenset(zone_token(*key) for key in place.zone_keys)
        self.left_out = left_out_token(place.ref)
        self.sites = frozenset(map(site_token, (site, None))) if site else None

    def __missing__(self, reach: Reach) -> bool:
        serves = not reach.zones or (not self.zones.isdisjoint(reach.zones) and self.left_out not in reach.left_out)
        self[reach] = serves and (self.sites is None or not self.sites.isdisjoint(reach.sites))
        return self[reach]


class _Words:
    """The points of the words, for the documents of a tile."""

    def __init__(self, query: TextQuery, tile: Tile, any_word: bool, abroad: frozenset[str]):
        self.abroad = abroad  # communes across the border
        self.tile, self.worth = tile, ranking.word_points(len(query.groups))
        self.of_detail = ranking.detail_points(len(query.details))
        self.ideas = [_Idea(group, tile, any_word) for group in query.groups]
        self.details = [_Idea(group, tile, any_word=True) for group in query.details]

    def points(self, rank: int) -> int:
        """Return the points of a document."""
        title, keywords, worth, points = self.tile.title_words[rank], self.tile.keyword_words[rank], self.worth, 0
        for idea in self.ideas:
            if idea.held is None or rank in idea.held:
                points += worth.held
            if idea.typed is None or rank in idea.typed:
                points += worth.as_typed
            if idea.is_in(title):
                points += worth.in_title
            if idea.is_in(keywords):
                points += worth.in_competences
        for detail in self.details:
            if detail.held is None or rank in detail.held:
                points += self.of_detail.held
                if detail.is_in(title):
                    points += self.of_detail.in_title
        return points


class _Idea:
    """What holds an idea, and what holds it as it was typed; None: all that is read."""

    def __init__(self, group: Group, tile: Tile, any_word: bool):
        self.words = [f" {phrase[0]} " for phrase in group.words if len(phrase) == 1]
        self.phrases = [[f" {stem} " for stem in phrase] for phrase in group.words if len(phrase) > 1]
        self.held = tile.holding_any(group.tokens) if any_word else None
        alone = len(group.tokens) == 1
        self.typed = self.held if alone else tile.holding_any(group.as_typed.alternatives)

    def is_in(self, text: str) -> bool:
        """Tell whether a text, words between spaces, holds the idea. No `any`: asked twice of each document."""
        for word in self.words:
            if word in text:
                return True
        return any(first in text and all(stem in text for stem in others) for first, *others in self.phrases)

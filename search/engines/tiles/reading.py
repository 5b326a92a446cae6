"""A search in the tiles: the rows that the statement of `search.engines.statement` would read, in its terms."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings

from search import ranking
from search.analysis import Group
from search.criteria import DISTANCE, FRAICHEUR, Criteria
from search.documents import left_out_token, site_token, zone_token
from search.engines.base import Hit
from search.engines.cards import make_hit, read_cards
from search.engines.tiles.shelf import Shelf
from search.engines.tiles.tile import Reach, Tile
from search.numbers import tile_of, tiles_around
from search.places import Place
from search.sphere import nearness, point

MANY = 24  # tiles: beyond, the index is as quick
ID, TILE, RANK = 4, 6, 7  # positions in the rows

Row = tuple[Any, ...]

shelf = Shelf()


def read(criteria: Criteria, *, any_word: bool = False) -> list[Row] | None:
    """Return the rows (first, second, key, facets, id, ideas, tile, rank in it) of what holds every idea round a place.

    With `any_word`, one idea is enough, and `ideas` has a bit for each one held. None when the index must be asked:
    no place, too wide a circle, tiles too large, or not read yet.
    """
    place = criteria.place
    if not settings.SEARCH_TILES or place is None or place.latitude is None or place.longitude is None:
        return None
    numbers = tiles_around(place.latitude, place.longitude, criteria.rayon)
    found = shelf.find(numbers, place.whole) if len(numbers) <= MANY else None
    if found is None:
        return None
    search = _Search(criteria, place, any_word)
    rows: list[Row] = []
    for number, tile in found.items():
        # What helps at a distance is in a tile of the map too.
        rows += (
            search.rows(tile) if number >= 0 else (row for row in search.rows(tile) if tile_of(row[ID]) not in found)
        )
    return rows


def gave(rows: Sequence[Row]) -> bool:
    """Tell whether rows come from tiles, and not from a statement."""
    return bool(rows) and len(rows[0]) > TILE


def read_points(rows: Sequence[Row], criteria: Criteria, *, any_word: bool = False) -> dict[int, int]:
    """Return minus the points of `search.ranking` of rows that `read` returned, by id."""
    search = _Search(criteria, criteria.place, any_word)  # type: ignore[arg-type]  # there was one to read round
    words = {tile: _Words(search.groups, tile, any_word) for tile in {row[TILE] for row in rows}}
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
    return tuple(make_hit(card, criteria) for card in shown if card)


class _Search:
    """The criteria, read once for all tiles."""

    def __init__(self, criteria: Criteria, place: Place, any_word: bool):
        self.groups, self.whole, self.any_word = criteria.query.groups, place.whole, any_word
        self.x, self.y, self.z = point(place.latitude, place.longitude)  # type: ignore[arg-type]
        self.limit = nearness(criteria.rayon)
        self.admitted = _Admitted(place, criteria.site)
        self.order = criteria.tri_effectif
        self.bands = [(nearness(km), points) for km, points in ranking.BANDS]

    def rows(self, tile: Tile) -> list[Row]:
        """Return the rows of a tile."""
        ideas = tile.ideas(self.groups) if self.any_word else {}
        ranks = ideas if self.any_word else tile.holding(self.groups)
        if not ranks:
            return []
        x, y, z, limit, whole, admitted, rows = self.x, self.y, self.z, self.limit, self.whole, self.admitted, []
        xs, ys, zs, communes, remote, reaches = tile.x, tile.y, tile.z, tile.communes, tile.remote, tile.reaches
        keys, facets, ids, order = tile.keys, tile.facets, tile.ids, self._order(tile)
        for rank in ranks:
            product = xs[rank] * x + ys[rank] * y + zs[rank] * z
            same = communes[rank] == whole
            if (product >= limit or same or remote[rank]) and admitted[reaches[rank]]:
                # A product that is not a number: the document is nowhere.
                far = -product if (product >= limit or same) and product == product else -ranking.FAR
                first, second = order(rank, product, same, far) if order else (far, 0)
                rows.append((first, second, keys[rank], facets[rank], ids[rank], ideas.get(rank, 0), tile, rank))
        return rows

    def _order(self, tile: Tile) -> Callable[[int, float, bool, float], tuple[float, float]] | None:
        """Return what gives the two figures that order a document, None when it is how far it is."""
        if self.order == DISTANCE:
            return None
        if self.order == FRAICHEUR:
            return lambda rank, _product, _same, far: (-tile.freshness[rank], far)
        words = _Words(self.groups, tile, self.any_word)
        return lambda rank, _product, _same, far: (-self.points(tile, rank, words), far)

    def points(self, tile: Tile, rank: int, words: "_Words") -> int:
        """Return the points of a document, as `search.ranking` says."""
        product = tile.x[rank] * self.x + tile.y[rank] * self.y + tile.z[rank] * self.z
        near = self._nearness(product, tile.communes[rank] == self.whole)
        return words.points(rank) + tile.qualities[rank] * ranking.QUALITY_POINTS + near

    def _nearness(self, product: float, same: bool) -> int:
        if same:
            return ranking.SAME_COMMUNE
        if product != product:
            return ranking.NOWHERE
        if product < self.limit:
            return 0
        return next((points for limit, points in self.bands if product >= limit), ranking.NOWHERE)


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

    def __init__(self, groups: tuple[Group, ...], tile: Tile, any_word: bool):
        self.tile, self.worth = tile, ranking.word_points(len(groups))
        self.ideas = [_Idea(group, tile, any_word) for group in groups]

    def points(self, rank: int) -> int:
        """Return the points of a document."""
        title, keywords, worth, points = self.tile.title_words[rank], self.tile.keyword_words[rank], self.worth, 0
        for idea in self.ideas:
            if idea.held is None or rank in idea.held:
                points += worth.anywhere
            if idea.typed is None or rank in idea.typed:
                points += worth.as_typed
            if _holds(title, idea.phrases):
                points += worth.in_title + worth.in_competences
            elif _holds(keywords, idea.phrases):
                points += worth.in_competences
        return points


class _Idea:
    """What holds an idea, and what holds it as it was typed; None: all that is read."""

    def __init__(self, group: Group, tile: Tile, any_word: bool):
        self.phrases = _spaced(group)
        self.held = tile.holding_any(group.alternatives) if any_word else None
        alone = len(group.alternatives) == 1
        self.typed = self.held if alone else tile.holding_any(group.alternatives[:1])


def _spaced(group: Group) -> list[list[str]]:
    return [[f" {stem} " for stem in phrase] for phrase in group.alternatives]


def _holds(text: str, phrases: list[list[str]]) -> bool:
    return any(all(stem in text for stem in phrase) for phrase in phrases)

"""What a document must hold to match: criteria turned into an expression over the index's tokens.

    serves(commune) AND (same commune OR within the radius OR at a distance) AND every idea AND shown by the site

The cells of the circle hold more than the circle: `engines.database` checks distances.
"""

from collections.abc import Iterable
from functools import lru_cache

from search import facets
from search.analysis import Group, Phrase
from search.cells import cover
from search.criteria import Criteria
from search.documents import (
    REMOTE,
    SERVES_ALL,
    SERVES_SOME,
    commune_token,
    left_out_token,
    site_token,
    zone_token,
)
from search.expression import (
    Expression,
    OneOf,
    Without,
    all_of,
    any_of,
    any_token,
)
from search.places import Place, ZoneKey

REMEMBERED = 2_000  # ideas, communes: most searches are about the same ones, and what these ask is written once


def expression_of(criteria: Criteria, *, any_word: bool = False, counting: bool = True) -> Expression | None:
    """Return what the index is asked, None when everything matches.

    With `any_word`, one idea of the text is enough. `counting` keeps what the facets count.
    """
    words = map(idea_of, criteria.query.groups)
    where = serves_near(criteria.place, criteria.rayon) if criteria.place else None
    return all_of((any_of(words) if any_word else all_of(words), where, *narrowing(criteria, counting=counting)))


def narrowing(criteria: Criteria, *, counting: bool) -> tuple[Expression | None, Expression | None]:
    """Return what the site and the choices ask; when counting, all the choices but one at most."""
    return shown_by(criteria.site), _chosen(criteria.chosen, counting)


def shown_by(site: int | None) -> Expression | None:
    """Ask for what a site shows, everything when none is named."""
    return any_token((site_token(site), site_token(None))) if site else None


@lru_cache(maxsize=REMEMBERED)
def idea_of(group: Group) -> Expression | None:
    """Ask for an idea of a text, anywhere."""
    return idea(group.tokens)


def idea(alternatives: Iterable[Phrase]) -> Expression | None:
    """Ask for one of the phrases of an idea."""
    alternatives = tuple(alternatives)
    words = [phrase[0] for phrase in alternatives if len(phrase) == 1]
    phrases = (phrase for phrase in alternatives if len(phrase) > 1)
    return any_of((any_token(words), *(all_of(OneOf((stem,)) for stem in phrase) for phrase in phrases)))


def serves_near(place: Place, km: float) -> Expression | None:
    """Ask for what serves the commune, and is near it or helps at a distance.

    Few documents of a circle serve some zones only: the zones are looked up for these alone.
    """
    where = [commune_token(place.whole), REMOTE]
    if place.latitude is not None and place.longitude is not None:
        where += cover(place.latitude, place.longitude, km)
    return any_of(
        (
            any_token([SERVES_ALL + token for token in where]),
            all_of((any_token([SERVES_SOME + token for token in where]), serves(place))),
        )
    )


def serves(place: Place, *others: str) -> Expression:
    """Ask for what has a zone that holds the commune, or one of these other tokens, and does not leave it out."""
    return _serves(place.ref, place.zone_keys, others)


@lru_cache(maxsize=REMEMBERED)
def _serves(ref: str, zone_keys: tuple[ZoneKey, ...], others: tuple[str, ...]) -> Expression:
    """Remember communes, and not places: these may be where somebody stands."""
    zones = (*others, *(zone_token(*key) for key in zone_keys))
    return Without(OneOf(zones), OneOf((left_out_token(ref),)))


def _chosen(chosen: dict[str, tuple[str, ...]], counting: bool) -> Expression | None:
    """Ask for the chosen facets; when counting, for all of them but one at most.

    The counts of a facet ignore its own choice, and a document that fails two facets is counted
    nowhere. Hours are not tokens: rows are checked for « open now » and for the moments.
    """
    asked = [
        any_token(filter(None, (facets.token_of(facet, value) for value in values)))
        for facet, values in chosen.items()
        if facet not in facets.HOURLY
    ]
    if not counting:
        return all_of(asked)
    if len(asked) < 2:
        return None
    return any_of(all_of(part for part in asked if part is not ignored) for ignored in asked)

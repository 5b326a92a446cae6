"""Lists of entries of the guide inside pages, always through the search engine: one index, one ranking, one card."""

from dataclasses import dataclass

from search.criteria import DEFAULT_RADIUS_KM, DISTANCE, PERTINENCE, Criteria
from search.engines import Hit, get_engine
from search.places import place_of_ref

RESULTS_PATH = "/recherche/"  # fixed by the portal's published addresses


@dataclass(frozen=True, slots=True)
class FoundFiches:
    """The first entries of a search, how many there are in all, and where to see them all."""

    hits: tuple[Hit, ...]
    total: int
    url: str


def find_fiches(
    *,
    text: str = "",
    themes: tuple[str, ...] = (),
    types: tuple[str, ...] = (),
    commune: str = "",
    rayon: int = DEFAULT_RADIUS_KM,
    limit: int = 6,
) -> FoundFiches:
    """Search the guide. `commune` is a public code ("59599"), `rayon` in km; near a commune, the nearest come first."""
    place = place_of_ref(commune) if commune else None
    criteria = Criteria(
        text=text,
        words=text,
        place=place,
        ou=place.libelle if place else "",
        rayon=rayon,
        themes=themes,
        types=types,
        tri=DISTANCE if place else PERTINENCE,
        taille=limit,
    )
    results = get_engine().search(criteria)
    return FoundFiches(results.hits, results.total, f"{RESULTS_PATH}?{criteria.to_query()}")

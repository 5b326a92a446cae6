"""What the results page shows besides the cards: filters, chips, ways out of an empty answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from search import facets, moments
from search.criteria import DEFAULT_RADIUS_KM, DISTANCE, RADII_KM, SORTS, Criteria
from search.engines.base import Engine, Hit, Results
from search.suggestions import correct
from search.wording import near, wider_sentence

# Parameters and attributes of Criteria have the same names but for these plurals.
ATTRIBUTES = {facets.THEME: "themes", facets.TYPE: "types", facets.LANGUE: "langues"}
SHOWN_FIRST = 8  # values of a facet; the others unfold
NO_FILTER = {
    "themes": (), "types": (), "langues": (), "age": "", "moment": "",
    "ouvert": False, "distanciel": False, "accessible": False,
}  # fmt: skip
PIJ_WORDS = "point information jeunesse"


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider circle that holds something."""

    sentence: str
    km: int
    href: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to offer when nothing, or only part of what was asked, is found."""

    wider: Wider | None = None
    spelling: str = ""
    spelling_href: str = ""
    without_filters_href: str = ""
    person: Hit | None = None  # nearest Information Jeunesse
    person_href: str = ""


def address(criteria: Criteria, **changes) -> str:
    """Return the relative address of a search with changes."""
    return f"?{criteria.to_query(**changes)}"


def chips(criteria: Criteria, results: Results) -> list[Chip]:
    """Return one chip per filter that is set, the place first."""
    return [*_place_chips(criteria), *_facet_chips(criteria, results)]


def _place_chips(criteria: Criteria) -> Iterator[Chip]:
    place = criteria.place
    if place is None:
        return
    nowhere = {"place": None, "ou": "", "place_in_text": False, "rayon": DEFAULT_RADIUS_KM}
    if criteria.place_in_text:
        label = _("près de %(nom)s") % {"nom": place.libelle}
        yield Chip(label, address(criteria, text=criteria.words, **nowhere))
    else:
        yield Chip(near(place, criteria.rayon), address(criteria, **nowhere))


def _facet_chips(criteria: Criteria, results: Results) -> Iterator[Chip]:
    for facet, values in criteria.chosen.items():
        labels = {value.valeur: value.libelle for value in results.facets[facet]}
        for value in values:
            yield Chip(labels.get(value, value), address(criteria, **_without(criteria, facet, value)))


def _without(criteria: Criteria, facet: str, value: str) -> dict[str, Any]:
    """Return the change that takes a value out of a facet."""
    attribute = ATTRIBUTES.get(facet, facet)
    current = getattr(criteria, attribute)
    if isinstance(current, tuple):
        return {attribute: tuple(other for other in current if other != value)}
    return {attribute: type(current)()}


def filter_groups(criteria: Criteria, results: Results) -> list[dict[str, Any]]:
    """Return the facets as groups of options; those that are yes or nothing make one group."""
    several = (facets.THEME, facets.TYPE, facets.AGE, facets.LANGUE)
    groups = [_group(facet, results.facets[facet]) for facet in several]
    practical = [
        option
        for facet in (facets.OUVERT, facets.DISTANCIEL, facets.ACCESSIBLE)
        for option in _options(facet, results.facets[facet])
    ]
    groups.append(_moments(criteria))
    groups.append({"label": _("Pratique"), "type": "checkbox", "options": practical, "more": []})
    return [group for group in groups if group["options"]]


def _group(facet: str, values: tuple[facets.FacetValue, ...]) -> dict[str, Any]:
    """Return a facet's options, the most useful ones first when there are many."""
    options = _options(facet, values)
    ranked = sorted(options, key=lambda option: (not option["checked"], -option["count"]))
    kept = {option["value"] for option in ranked[:SHOWN_FIRST]}
    group = {
        "label": str(facets.FACET_TITLES[facet]),
        "type": "checkbox",
        "options": [option for option in options if option["value"] in kept],
        "more": [option for option in options if option["value"] not in kept],
    }
    if facet == facets.AGE and options:  # one band at a time
        group |= {"type": "radio", "options": _or_any(facet, group["options"])}
    return group


def _moments(criteria: Criteria) -> dict[str, Any]:
    """Return the moments to choose from, the present one among them: they are not counted."""
    offered = dict.fromkeys(filter(None, (*moments.OFFERED, criteria.moment)))
    options = [
        {
            "name": facets.MOMENT,
            "value": moment,
            "label": str(moments.LABELS[moment]),
            "count": None,
            "checked": moment == criteria.moment,
        }
        for moment in offered
    ]
    title = str(facets.FACET_TITLES[facets.MOMENT])
    return {"label": title, "type": "radio", "options": _or_any(facets.MOMENT, options), "more": []}


def _or_any(facet: str, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put a way back before options of which one alone can be chosen."""
    nothing = not any(option["checked"] for option in options)
    indifferent = {"name": facet, "value": "", "label": _("Peu importe"), "count": None, "checked": nothing}
    return [indifferent, *options]


def _options(facet: str, values: tuple[facets.FacetValue, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": facet,
            "value": value.valeur,
            "label": value.libelle,
            "count": value.nombre,
            "checked": value.choisie,
        }
        for value in values
    ]


def radius_options(criteria: Criteria) -> list[tuple[int, bool]]:
    """Return the radii to choose from, the present one among them."""
    radii = sorted({*RADII_KM, criteria.rayon})
    return [(km, km == criteria.rayon) for km in radii]


def sort_options(criteria: Criteria) -> list[tuple[str, str, bool]]:
    """Return the orders to choose from; by distance only around a place."""
    return [
        (value, str(label), value == criteria.tri_effectif)
        for value, label in SORTS.items()
        if value != DISTANCE or criteria.place
    ]


def way_out(engine: Engine, criteria: Criteria, results: Results) -> WayOut | None:
    """Return what to offer when nothing was found, or nothing with every word; None otherwise."""
    if results.total and not results.relaxed:
        return None
    spelling = correct(criteria.words) if criteria.words else ""
    nothing = results.total == 0
    return WayOut(
        wider=_wider(engine, criteria),
        spelling=spelling,
        spelling_href=_respelled(criteria, spelling) if spelling else "",
        without_filters_href=address(criteria, **NO_FILTER) if nothing and criteria.chosen else "",
        person=_nearest_pij(engine, criteria) if nothing else None,
        person_href=address(_pij(criteria)),
    )


def _respelled(criteria: Criteria, spelling: str) -> str:
    """Return the address of the search spelled otherwise, its place no longer in the text."""
    ou = criteria.ou or (criteria.place.libelle if criteria.place else "")
    return address(criteria, text=spelling, words=spelling, ou=ou, place_in_text=False)


def _wider(engine: Engine, criteria: Criteria) -> Wider | None:
    """Return the smallest wider circle that holds something."""
    place = criteria.place
    if place is None:
        return None
    for km, number in engine.count_by_radius(criteria).items():
        if km > criteria.rayon and number:
            sentence = wider_sentence(place, criteria.rayon, km, number)
            return Wider(sentence, km, address(criteria, rayon=km))
    return None


def _pij(criteria: Criteria) -> Criteria:
    """Return the search of the nearest Information Jeunesse structure."""
    return Criteria(
        text=PIJ_WORDS,
        words=PIJ_WORDS,
        place=criteria.place,
        ou=criteria.ou or (criteria.place.libelle if criteria.place else ""),
        rayon=max(RADII_KM),
        types=("structure",),
        tri=DISTANCE,
        taille=1,
    )


def _nearest_pij(engine: Engine, criteria: Criteria) -> Hit | None:
    results = engine.search(_pij(criteria))
    return results.hits[0] if results.hits and not results.relaxed else None


def page_numbers(page: int, pages: int) -> list[int | None]:
    """Return the pages to show: the ends and those around, None for a gap."""
    shown = sorted({1, pages, *range(max(page - 1, 1), min(page + 1, pages) + 1)})
    numbers: list[int | None] = []
    for number in shown:
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers

"""The filters of the results page's form: what can be chosen, how many results it would give, what is chosen."""

from typing import Any

from django.utils.translation import gettext as _

from search import facets, moments
from search.criteria import ATTRIBUTES, DEFAULT_RADIUS_KM, DISTANCE, RADII_KM, SORTS, Criteria
from search.engines.base import Results
from search.facets import Precision

SHOWN_FIRST = 8  # values of a facet; the others unfold


def filter_groups(criteria: Criteria, results: Results) -> list[dict[str, Any]]:
    """Return the facets as groups of options; those that are yes or nothing make one group."""
    groups = [_group(criteria, facet, results.facets[facet]) for facet in (facets.THEME, facets.TYPE)]
    groups += [
        _group(criteria, precision.name, results.facets[precision.name]) | {"toggles": precision.is_switch}
        for precision in facets.all_precisions()
        if precision.name in results.facets and _fits(criteria, results, precision)
    ]
    groups += [_group(criteria, facet, results.facets[facet]) for facet in (facets.AGE, facets.LANGUE)]
    groups.append(_moments(criteria))
    practical = [
        option
        for facet in (facets.OUVERT, facets.DISTANCIEL, facets.ACCESSIBLE)
        for option in _options(criteria, facet, results.facets[facet])
    ]
    groups.append({"label": _("Pratique"), "type": "checkbox", "options": practical, "more": [], "toggles": True})
    return [group for group in groups if group["options"]]


def _fits(criteria: Criteria, results: Results, precision: Precision) -> bool:
    """Tell whether to propose a precision: it is chosen, or of a type asked for, or of most of what is found."""
    if precision.name in criteria.chosen:
        return True
    if criteria.types:
        return not set(criteria.types).isdisjoint(precision.types)
    types = results.facets[facets.TYPE]
    bearing = sum(value.nombre for value in types if value.valeur in precision.types)
    return 2 * bearing >= sum(value.nombre for value in types)


def _group(criteria: Criteria, facet: str, values: tuple[facets.FacetValue, ...]) -> dict[str, Any]:
    """Return a facet's options, the most useful ones first when there are many."""
    options = _options(criteria, facet, values)
    ranked = sorted(options, key=lambda option: (not option["checked"], -option["count"]))
    kept = {option["value"] for option in ranked[:SHOWN_FIRST]}
    group: dict[str, Any] = {
        "label": facets.title_of(facet),
        "type": "checkbox",
        "options": [option for option in options if option["value"] in kept],
        "more": [option for option in options if option["value"] not in kept],
    }
    if facet == facets.AGE and options:  # one band at a time
        group |= {"type": "radio", "options": _or_any(facet, group["options"])}
    return group


def _moments(criteria: Criteria) -> dict[str, Any]:
    """Return the moments to choose from, the chosen one among them: they are not counted."""
    chosen = "" if _said(criteria, facets.MOMENT) else criteria.moment
    offered = dict.fromkeys(filter(None, (*moments.OFFERED, chosen)))
    options: list[dict[str, Any]] = [
        {
            "name": facets.MOMENT,
            "value": moment,
            "label": str(moments.LABELS[moment]),
            "count": None,
            "checked": moment == chosen,
        }
        for moment in offered
    ]
    title = facets.title_of(facets.MOMENT)
    return {"label": title, "type": "radio", "options": _or_any(facets.MOMENT, options), "more": []}


def _or_any(facet: str, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put a way back before options of which one alone can be chosen."""
    nothing = not any(option["checked"] for option in options)
    indifferent = {"name": facet, "value": "", "label": _("Peu importe"), "count": None, "checked": nothing}
    return [indifferent, *options]


def _options(criteria: Criteria, facet: str, values: tuple[facets.FacetValue, ...]) -> list[dict[str, Any]]:
    """Return the values as options; what the sentence says is not ticked, or unticking it would change nothing."""
    said = _said(criteria, facet)
    return [
        {
            "name": facet,
            "value": value.valeur,
            "label": value.libelle,
            "count": value.nombre,
            "checked": value.choisie and not said,
        }
        for value in values
    ]


def radius_options(criteria: Criteria) -> list[tuple[int | str, int, bool]]:
    """Return the radii to choose from as (value sent, km, chosen).

    What is sent for the default, or for what the sentence says, is nothing: a sentence typed next may say another.
    """
    silent = criteria.rayon if criteria.says("rayon") else 0 if criteria.mentioned("rayon") else DEFAULT_RADIUS_KM
    radii = sorted({*RADII_KM, criteria.rayon})
    return [("" if km == silent else km, km, km == criteria.rayon) for km in radii]


def sort_options(criteria: Criteria) -> list[tuple[str, str, bool]]:
    """Return the orders to choose from; by distance only around a place."""
    return [
        (value, str(label), value == criteria.tri_effectif)
        for value, label in SORTS.items()
        if value != DISTANCE or criteria.place
    ]


def filters_set(criteria: Criteria) -> int:
    """Count the values chosen in the form: those that the sentence says are in their chips alone."""
    return sum(len(values) for facet, values in criteria.chosen.items() if not _said(criteria, facet))


def _said(criteria: Criteria, facet: str) -> bool:
    return criteria.says(ATTRIBUTES.get(facet, facet))

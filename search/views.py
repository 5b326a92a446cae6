"""The results page: a plain GET, or the part of it that htmx asks for."""

from collections.abc import Iterable
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from geo.links import contours_url
from search import filters, frequent, presentation, wording
from search.asking import ask
from search.criteria import Criteria
from search.engines import Results, get_engine
from search.engines.base import DEGRADED_HEADER
from search.fragments import render_in_place
from search.lexique.memory import promoted
from search.places import Place, place_of_ref
from search.sites import site_of
from search.urgences import detect

PAGE = "search/recherche.html"
FRAGMENT = "search/_reponse.html"
CONTOURS = ("epci", "departement")  # of the map, the smallest that holds the commune
MAX_GROUNDS = 3  # drawn under the pins of a search that names no place


class Pin(Protocol):
    """What a card tells of its place on the map."""

    @property
    def commune_ref(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...


@require_safe
def recherche(request: HttpRequest) -> HttpResponse:
    """Show what is found. Wrong parameters are left out with a word; nothing typed is an error."""
    criteria, context = describe(Criteria.from_query(request.GET, site=site_of(request)))
    frequent.note(request, criteria, context["results"])
    context["staff_notice"] = _notice_for_staff(request, context["results"])
    address = f"{reverse('search:recherche')}{presentation.address(criteria)}"
    response = render_in_place(request, PAGE, FRAGMENT, context, address=address)
    if context["results"].degraded:
        response[DEGRADED_HEADER] = "base"
    if context["urgences"] or (criteria.place and criteria.place.located):
        # What was typed in danger, or where somebody stands, is kept by no cache.
        add_never_cache_headers(response)
    return response


def _notice_for_staff(request: HttpRequest, results: Results) -> str:
    """Say to the team, and to nobody else, why the database answers; readers see the same results."""
    # Anonymous readers have no session: their page must stay the same for all.
    if not results.degraded or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return get_engine().diagnose() if request.user.has_perm("wagtailadmin.access_admin") else ""


def describe(asked: Criteria) -> tuple[Criteria, dict]:
    """Run a search and return the criteria that gave its results, and all that the page shows."""
    engine = get_engine()
    answer = ask(engine, asked)
    criteria, results = answer.criteria, answer.results
    context = {
        "criteria": criteria,
        "commune": criteria.place.ref if criteria.place and not criteria.place_in_text else "",
        "results": results,
        "count": wording.count_sentence(results, criteria),
        "chips": presentation.chips(criteria, results),
        "filters_set": filters.filters_set(criteria),
        "reset_href": presentation.address(presentation.unfiltered(criteria)),
        "filter_groups": filters.filter_groups(criteria, results),
        "radius_options": filters.radius_options(criteria) if criteria.place else [],
        "sort_options": filters.sort_options(criteria),
        "choices": presentation.choices(asked),
        "respelling": presentation.respelling(asked, answer),
        "dropped": answer.dropped,
        "promoted": promoted(criteria.query) if criteria.page == 1 else (),
        "urgences": detect(criteria.text),
        "way_out": presentation.way_out(engine, answer),
        "first_number": (results.page - 1) * criteria.taille,
        "numbers": presentation.page_numbers(results.page, results.pages),
        "base_query": criteria.to_query(page=1),
        "contours": contours_of(criteria.place, results.hits),
        "rss_href": f"{reverse('search:rss')}{presentation.address(criteria)}",
    }
    return criteria, context


def contours_of(place: Place | None, pins: Iterable[Pin]) -> str:
    """Return the addresses of the contours of a map, space-separated: around the place, else under the first pins."""
    if place is not None:
        return _contours_around(place)
    refs = dict.fromkeys(pin.commune_ref for pin in pins if pin.latitude is not None)
    grounds = dict.fromkeys(_contours_around(place_of_ref(ref)) for ref in refs)
    return " ".join([ground for ground in grounds if ground][:MAX_GROUNDS])


def _contours_around(place: Place | None) -> str:
    """Return the address of the contours around a place, "" when none is known."""
    codes = {genre: code for genre, pays, code in place.zone_keys if pays == "FR"} if place else {}
    return next((contours_url(genre, codes[genre]) for genre in CONTOURS if genre in codes), "")

"""What the results page shows besides the cards: chips, questions, ways out of an empty answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from search import facets
from search.asking import Answer
from search.criteria import ATTRIBUTES, DEFAULT_RADIUS_KM, DISTANCE, RADII_KM, SAYABLE, Criteria
from search.engines.base import Engine, Hit, Results
from search.mentions import Question
from search.wording import near, of_place, wider_sentence

NO_FILTER = {
    "themes": (), "types": (), "langues": (), "age": "", "moment": "",
    "ouvert": False, "distanciel": False, "accessible": False, "precisions": (),
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
class Respelling:
    """What the words may mean: `used` when searched in their place, and the address to search them all the same."""

    words: str
    href: str
    used: bool
    typed: str
    exact_href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to ask, and an address by answer."""

    title: str
    options: tuple[Chip, ...] = ()
    name: str = ""  # of what is asked, for its anchor


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to offer when nothing, or only part of what was asked, is found."""

    wider: Wider | None = None
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
    nowhere = criteria.unsaid("place", "rayon").replace(place=None, ou="", rayon=DEFAULT_RADIUS_KM)
    label = (
        _("près %(de)s") % {"de": of_place(place.libelle)} if criteria.place_in_text else near(place, criteria.rayon)
    )
    yield Chip(label, address(nowhere))
    if criteria.place_in_text and criteria.says("rayon"):
        here = criteria.unsaid("rayon").replace(rayon=DEFAULT_RADIUS_KM)
        yield Chip(_("à moins de %(km)s km") % {"km": criteria.rayon}, address(here))


def _facet_chips(criteria: Criteria, results: Results) -> Iterator[Chip]:
    for facet, values in criteria.chosen.items():
        labels = {value.valeur: value.libelle for value in results.facets[facet]}
        for value in values:
            yield Chip(labels.get(value, value), address(_without(criteria, facet, value)))


def _without(criteria: Criteria, facet: str, value: str) -> Criteria:
    """Return the criteria without a value of a facet, chosen or said."""
    if facet not in facets.FACETS:
        others = (
            (name, tuple(v for v in chosen if (name, v) != (facet, value))) for name, chosen in criteria.precisions
        )
        return criteria.replace(precisions=tuple((name, chosen) for name, chosen in others if chosen))
    attribute = ATTRIBUTES.get(facet, facet)
    current = getattr(criteria, attribute)
    if isinstance(current, tuple):
        kept: Any = tuple(other for other in current if other != value)
    else:
        kept = type(current)()
    return criteria.unsaid(attribute).replace(**{attribute: kept})


def unfiltered(criteria: Criteria) -> Criteria:
    """Return the criteria with their words and place alone."""
    return criteria.unsaid(*(field for field in SAYABLE if field in NO_FILTER)).replace(**NO_FILTER)


def choices(criteria: Criteria) -> list[Choice]:
    """Return what is asked: which of the homonyms, which of the values that the sentence may mean."""
    asked = [_question(criteria, question) for question in criteria.questions]
    if criteria.candidates:
        here = criteria.unsaid("place")
        options = (Chip(place.libelle, address(here, place=place, ou=place.libelle)) for place in criteria.candidates)
        asked.insert(0, Choice(_("Tu parles de quelle commune ?"), tuple(options), "commune"))
    return asked


def _question(criteria: Criteria, question: Question) -> Choice:
    here = criteria.unsaid(question.field)
    several = isinstance(getattr(criteria, question.field), tuple)
    options = (
        Chip(label, address(here, **{question.field: (value,) if several else value}))
        for value, label in question.options
    )
    return Choice(question.title, tuple(options), question.field)


def way_out(engine: Engine, answer: Answer) -> WayOut | None:
    """Return what to offer when nothing was found, or nothing with every word; None otherwise."""
    criteria, results = answer.criteria, answer.results
    if results.whole:
        return None
    nothing = results.total == 0
    return WayOut(
        wider=_wider(engine, criteria),
        without_filters_href=address(unfiltered(criteria)) if nothing and criteria.chosen else "",
        person=_nearest_pij(engine, criteria) if nothing else None,
        person_href=address(_pij(criteria)),
    )


def respelling(asked: Criteria, answer: Answer) -> Respelling | None:
    """Return what is said of the spelling, None when there is nothing to say."""
    if not answer.spelling:
        return None
    respelled = asked.unsaid("place").replace(text=answer.spelling, words=answer.spelling, mentions=())
    if asked.place_in_text and asked.place:
        respelled = respelled.replace(ou=asked.place.libelle)
    return Respelling(
        words=answer.spelling,
        href=address(respelled),
        used=answer.respelled,
        typed=asked.words,
        exact_href=address(asked, exact=True),
    )


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
        site=criteria.site,
        tri=DISTANCE,
        taille=1,
    )


def _nearest_pij(engine: Engine, criteria: Criteria) -> Hit | None:
    results = engine.search(_pij(criteria))
    return results.hits[0] if results.whole else None


def page_numbers(page: int, pages: int) -> list[int | None]:
    """Return the pages to show: the ends and those around, None for a gap."""
    shown = sorted({1, pages, *range(max(page - 1, 1), min(page + 1, pages) + 1)})
    numbers: list[int | None] = []
    for number in shown:
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers

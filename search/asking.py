"""From criteria to the answer that is shown: what was asked, or what comes nearest and is said to.

Nothing is widened when something answers. When nothing does, two ways are tried, in this order:
the words spelled like known ones (unless `exact`), and the search without the filters that were
only read in the sentence. Filters that were chosen are never dropped.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from search import facets
from search.criteria import PARAMETERS, SAYABLE, Criteria
from search.engines.base import Engine, Results
from search.spelling import correct

FILTERS = tuple(field for field in SAYABLE if field != "rayon")


@dataclass(frozen=True, slots=True)
class Answer:
    """Results and the criteria that gave them.

    `spelling` is what the words may mean, "" when nothing better is known; `respelled` tells that
    it was searched instead of the words. `dropped` names the filters of the sentence left out.
    """

    criteria: Criteria
    results: Results
    spelling: str = ""
    respelled: bool = False
    dropped: tuple[str, ...] = ()


def ask(engine: Engine, criteria: Criteria) -> Answer:
    """Search, at most four times, and return the first answer that holds something with every word."""
    results = engine.search(criteria)
    if criteria.page > results.pages:
        criteria = criteria.replace(page=results.pages)
        results = engine.search(criteria)
    if results.whole and not criteria.query.details:
        return Answer(criteria, results)
    spelling = correct(criteria.words) if criteria.words and not criteria.exact else ""
    if results.whole:
        return _better_spelled(engine, criteria, spelling) or Answer(criteria, results)
    for other, respelled, dropped in _others(criteria, spelling):
        found = engine.search(other)
        if found.whole:
            return Answer(other, found, spelling, respelled, dropped)
    return Answer(criteria, results, spelling)


def _better_spelled(engine: Engine, criteria: Criteria, spelling: str) -> Answer | None:
    """Search a detail spelled like a word of the trade: « logement garrant » is about two things."""
    other = criteria.replace(words=spelling)
    if not spelling or len(other.query.groups) <= len(criteria.query.groups):
        return None
    found = engine.search(other)
    return Answer(other, found, spelling, respelled=True) if found.whole else None


def _others(criteria: Criteria, spelling: str) -> Iterator[tuple[Criteria, bool, tuple[str, ...]]]:
    """Yield what to try instead, the nearest to what was asked first."""
    if spelling:
        yield criteria.replace(words=spelling), True, ()
    said = [field for field in FILTERS if criteria.says(field)]
    if said:
        wider = criteria.replace(**{field: type(getattr(criteria, field))() for field in said})
        dropped = tuple(label for field in said for label in _labels(criteria, field))
        yield wider, False, dropped
        if spelling:
            yield wider.replace(words=spelling), True, dropped


def _labels(criteria: Criteria, field: str) -> Iterator[str]:
    facet = PARAMETERS.get(field, field)
    labels = facets.labels_of(facet)
    for value in criteria.chosen[facet]:
        yield facets.label_of(facet, value, labels)

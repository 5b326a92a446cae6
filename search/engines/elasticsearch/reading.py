"""One search of the cluster: lists and counts asked together, one answer made of them."""

import time
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import replace
from math import ceil
from secrets import token_hex
from typing import Any

from django.conf import settings

from search import facets
from search.criteria import RADII_KM, Criteria
from search.engines.base import Results
from search.engines.cards import make_hit
from search.engines.elasticsearch.client import Untrustworthy, get_client
from search.engines.elasticsearch.counts import VALUES, Body, Counts, Tally, read_hours
from search.engines.elasticsearch.hits import SortedList, page_of
from search.engines.elasticsearch.mapping import ENTRY, SINGLE, alias
from search.engines.elasticsearch.query import (
    COPY,
    PLACES,
    Fields,
    Hours,
    Query,
    Question,
    all_of,
    any_of,
    constant,
    copies,
    holds,
    reach_of,
)

Answer = dict[str, Any]
_end: ContextVar[float] = ContextVar("search_end")  # on the monotonic clock: when the visitor has waited enough


def search(criteria: Criteria) -> Results:
    """Answer from the cluster. Raises one of `client.FAULTS` rather than answer in part, or late."""
    _start()
    question = _with_hours(Question(criteria))
    cards, tally = _ask_all(question)
    lacking: tuple[str, ...] = ()
    if not tally.total and len(criteria.query.groups) > 1:
        one_idea = _with_hours(Question(criteria, ideas=1))
        if most := _most_ideas(one_idea):
            question = replace(one_idea, ideas=most)
            cards, tally = _ask_all(question)
            lacking = _lacking(question)
    return Results(
        hits=tuple(make_hit(card, criteria) for card in cards),
        total=tally.total,
        facets=facets.NamedCounts({facet: +counts for facet, counts in tally.counts.items()}, criteria.chosen),
        page=criteria.page,
        pages=max(ceil(tally.total / criteria.taille), 1),
        relaxed=lacking,
    )


def count_by_radius(criteria: Criteria) -> dict[int, int]:
    """Return how many entries each radius would give."""
    _start()
    question = _with_hours(Question(criteria.replace(rayon=max(RADII_KM))))
    reached: dict[str, Query] = {str(km): _entries(question, km) for km in RADII_KM}
    body = {"size": 0, "track_total_hits": False, "aggs": {"rayons": {"filters": {"filters": reached}}}}
    buckets = _ask([body])[0]["aggregations"]["rayons"]["buckets"]
    return {km: buckets[str(km)]["doc_count"] for km in RADII_KM}


def _entries(question: Question, km: int) -> Query:
    """Match, once each, the entries that a radius reaches."""

    def reached(fields: Fields) -> Query:
        return all_of([question.found(fields), reach_of(question.criteria.place, km, fields)])

    single = all_of([{"term": {"genre": SINGLE}}, reached(COPY)])
    return any_of([single, all_of([{"term": {"genre": ENTRY}}, PLACES.nested(reached(PLACES))])])


def _ask_all(question: Question) -> tuple[list[list[Any]], Tally]:
    """Ask for the page and the counts in one go."""
    criteria, lists, counts = question.criteria, SortedList.of(question), Counts(question)
    bodies = [sorted_list.body() for sorted_list in lists]
    *pages, single, several = _ask([*bodies, *counts.bodies()])
    tally = counts.read(single, several)
    if question.hours is None and not tally.count_by_hours(criteria):
        known = replace(question, hours=_hours(question))
        counts = Counts(known)
        tally = counts.read(*_ask(counts.bodies()))
    first = (criteria.page - 1) * criteria.taille
    if first >= tally.total:
        return [], tally
    found = [sorted_list.read(page, _ask_one) for sorted_list, page in zip(lists, pages, strict=True)]
    return page_of(found, first, criteria.taille), tally


def _with_hours(question: Question) -> Question:
    """Learn which hours are wanted when that is a condition."""
    if question.criteria.chosen.keys().isdisjoint(facets.HOURLY):
        return question
    return replace(question, hours=_hours(replace(question, hours=None)))


def _hours(question: Question) -> Hours:
    """Read the distinct hours of what is counted, by pages."""
    by_hours: Body = {"size": VALUES, "sources": [{"horaires": {"terms": {"field": "horaires"}}}]}
    hours: list[str] = []
    while True:
        query = copies(question.counted(COPY))
        body = {"size": 0, "track_total_hits": False, "query": query, "aggs": {"distincts": {"composite": by_hours}}}
        distinct = _ask_one(body)["aggregations"]["distincts"]
        hours += (bucket["key"]["horaires"] for bucket in distinct["buckets"])
        if len(distinct["buckets"]) < VALUES:
            return read_hours(hours, question.criteria)
        by_hours["after"] = distinct["after_key"]


def _most_ideas(question: Question) -> int:
    """Return the most ideas of the text that one result holds."""
    held = [constant(1, holds(group, COPY, "tokens")) for group in question.criteria.query.groups]
    query = {"bool": {"filter": [copies(question.found(COPY))], "should": held}}
    answer = _ask_one({"size": 1, "track_total_hits": False, "query": query, "_source": False})
    return int(answer["hits"]["max_score"] or 0)


def _lacking(question: Question) -> tuple[str, ...]:
    """Name the ideas that some of the results lack."""
    groups = question.criteria.query.groups
    lack = {str(rank): all_of([], none_of=[holds(group, COPY, "tokens")]) for rank, group in enumerate(groups)}
    body = {
        "size": 0,
        "track_total_hits": False,
        "query": copies(question.found(COPY)),
        "aggs": {"manque": {"filters": {"filters": lack}}},
    }
    buckets = _ask_one(body)["aggregations"]["manque"]["buckets"]
    return tuple(group.typed for rank, group in enumerate(groups) if buckets[str(rank)]["doc_count"])


def _start() -> None:
    """All the requests of one search have the time that one of them may take."""
    _end.set(time.monotonic() + settings.ELASTICSEARCH["timeout"])


def _ask_one(body: Body) -> Answer:
    return _ask([body])[0]


def _ask(bodies: Sequence[Body]) -> list[Answer]:
    """Ask several searches at once, of the same copies of the shards so that they agree."""
    header = {"index": alias(), "preference": token_hex(4), "allow_partial_search_results": False}
    searches: Iterable[Body] = (part for body in bodies for part in (header, body))
    left = _end.get() - time.monotonic()
    if left <= 0:
        raise Untrustworthy("too slow, all requests together")
    answers = get_client().options(request_timeout=left).msearch(searches=list(searches))["responses"]
    for answer in answers:
        _refuse_faults(answer)
    return answers


def _refuse_faults(answer: Answer) -> None:
    if "error" in answer:
        raise Untrustworthy(f"{answer['error'].get('type')}: {answer['error'].get('reason')}")
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise Untrustworthy("an answer in part")

"""One search of the cluster: lists and counts asked together, one answer made of them."""

import time
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from heapq import merge
from math import ceil
from secrets import token_hex
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

from search import facets, ranking
from search.criteria import RADII_KM, Criteria
from search.engines.base import Results
from search.engines.cards import Card
from search.engines.elasticsearch.client import Untrustworthy, get_client
from search.engines.elasticsearch.counts import HOURS, Body, Counts, Tally, read_hours
from search.engines.elasticsearch.hits import SortedList, Unsettled, page_of
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
    any_value,
    reach_of,
)

JSON = {"accept": "application/json", "content-type": "application/json"}

Answer = dict[str, Any]
_end: ContextVar[float] = ContextVar("search_end")  # on the monotonic clock: when the visitor has waited enough


def search(criteria: Criteria) -> Results:
    """Answer from the cluster. Raises one of `client.FAULTS` rather than answer in part, or late."""
    _start()
    question = _with_hours(Question(criteria))
    cards, tally = _ask_all(question)
    whole = tally.total
    if tally.documents < criteria.few and len(criteria.query.groups) > 1:
        cards, tally = _relax(criteria, tally) or (cards, tally)
    return Results(
        hits=tuple(Card(row).hit(criteria) for row in cards),
        total=tally.total,
        whole=whole,
        facets=facets.NamedCounts(tally.by_facet(), criteria.chosen),
        page=criteria.page,
        pages=max(ceil(tally.total / criteria.taille), 1),
        relaxed=tally.lacking,
        absent=tally.absent,
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

    single = all_of([any_value("genre", (SINGLE,)), reached(COPY)])
    return any_of([single, all_of([any_value("genre", (ENTRY,)), PLACES.nested(reached(PLACES))])])


def _ask_all(question: Question) -> tuple[list[list[Any]], Tally]:
    """Ask for the page and the counts in one go, and for what that does not tell."""
    criteria, everything = question.criteria, SortedList(question)
    counts = Counts(question, nested=criteria.place is None)
    answers = _ask(counts.bodies(everything.body))
    tally = counts.read(answers) or _count_again(question, everything)
    first = (criteria.page - 1) * criteria.taille
    if first >= tally.total:
        return [], tally
    try:
        return page_of(everything.read(answers[0], _ask_one), first, criteria.taille), tally
    except Unsettled:
        lists = SortedList.near_and_far(question)
        pages = _ask([sorted_list.body for sorted_list in lists])
        found = (sorted_list.ranked(page, _ask_one) for sorted_list, page in zip(lists, pages, strict=True))
        return page_of((raw for _order, raw in merge(*found)), first, criteria.taille), tally


def _count_again(question: Question, everything: SortedList) -> Tally:
    """Count with all that can be known beforehand."""
    known = replace(question, hours=_hours(question) if question.hours is None else question.hours)
    counts = Counts(known, nested=True)
    tally = counts.read(_ask(counts.bodies(everything.body | {"size": 0})))
    assert tally is not None  # noqa: S101 — nothing is unknown any more
    return tally


def _with_hours(question: Question) -> Question:
    """Learn which hours are wanted when that is a condition."""
    if question.criteria.chosen.keys().isdisjoint(facets.HOURLY):
        return question
    return replace(question, hours=_hours(replace(question, hours=None)))


def _hours(question: Question) -> Hours:
    """Read the distinct hours of what is counted, by pages."""
    by_hours: Body = {"size": HOURS, "sources": [{"horaires": {"terms": {"field": "horaires"}}}]}
    hours: list[str] = []
    while True:
        query = question.counted(COPY)
        body = {"size": 0, "track_total_hits": False, "query": query, "aggs": {"distincts": {"composite": by_hours}}}
        distinct = _ask_one(body)["aggregations"]["distincts"]
        hours += (bucket["key"]["horaires"] for bucket in distinct["buckets"])
        if len(distinct["buckets"]) < HOURS:
            return read_hours(hours, question.criteria)
        by_hours["after"] = distinct["after_key"]


def _relax(criteria: Criteria, strict: Tally) -> tuple[list[list[Any]], Tally] | None:
    """Ask for what holds enough ideas of the text, None when even one gives nothing more.

    One is nearly always enough, and always of two: so that is asked whole, and tells when more would be.
    """
    question, ideas = _with_hours(Question(criteria, ideas=1)), len(criteria.query.groups)
    cards, tally = _ask_all(question)
    enough = ranking.enough_ideas({1: tally.documents, **tally.by_ideas, ideas: strict.documents}, criteria.few)
    if enough > 1:
        cards, tally = _ask_all(replace(question, ideas=enough))
    return (cards, tally) if tally.lacking else None


def _start() -> None:
    """All the requests of one search have the time that one of them may take."""
    _end.set(0)


def _ask_one(body: Body) -> Answer:
    return _ask([body])[0]


def _ask(bodies: Sequence[Body]) -> list[Answer]:
    """Ask several searches at once."""
    client = _client_in_time()
    if len(bodies) == 1:
        # Not the client's own `search`: to look at its fifty parameters takes a tenth of the time of an answer.
        path = f"/{alias()}/_search?allow_partial_search_results=false"
        answers = [client.perform_request("POST", path, headers=JSON, body=bodies[0]).body]
    else:
        # Of the same copies of the shards, so that they agree.
        header = {"index": alias(), "preference": token_hex(4), "allow_partial_search_results": False}
        answers = client.msearch(searches=[part for body in bodies for part in (header, body)])["responses"]
    for answer in answers:
        _refuse_faults(answer)
    return answers


def _client_in_time() -> Elasticsearch:
    """Return a client that waits no longer than what is left: for the first request, the one that stands ready."""
    if not _end.get():
        _end.set(time.monotonic() + settings.ELASTICSEARCH["timeout"])
        return get_client()
    left = _end.get() - time.monotonic()
    if left <= 0:
        raise Untrustworthy("too slow, all requests together")
    return _hurried(get_client(), ceil(left * 10))


@lru_cache(maxsize=100)
def _hurried(client: Elasticsearch, tenths: int) -> Elasticsearch:
    """Return the client that waits so many tenths of a second: it takes longer to make than most requests to ask."""
    return client.options(request_timeout=tenths / 10)


def _refuse_faults(answer: Answer) -> None:
    if "error" in answer:
        raise Untrustworthy(f"{answer['error'].get('type')}: {answer['error'].get('reason')}")
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise Untrustworthy("an answer in part")

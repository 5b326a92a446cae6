"""The rules of the search, read plainly over a list of documents: what any engine must answer.

Written from docs/adr/0004-search-index.md with loops and sets, it shares with the engines only
the analyzer, the opening hours and the great-circle distance.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from geo.distance import great_circle_km
from geo.models import Commune
from search.analysis import Group, stems
from search.criteria import Criteria
from search.horaires import is_open
from search.sources import DocumentData

FACETS = ("theme", "type", "age", "langue", "distanciel", "ouvert", "accessible", "moment")
BANDS = {"moins-16": (0, 15), "16-17": (16, 17), "18-25": (18, 25), "26-30": (26, 30)}


@dataclass
class Answer:
    """What the rules give: documents in order, and the number of entries by facet and value."""

    documents: list[DocumentData]
    distances: dict[str, float | None]
    counts: dict[str, dict[str, int]]
    matched: int  # documents, before the nearest of each entry is kept
    lacking: tuple[str, ...]  # ideas of the text that some of these documents do not hold
    whole: int = 0  # entries that hold every idea
    absent: tuple[str, ...] = ()  # details that none of these documents holds

    @property
    def keys(self) -> list[str]:
        return [document.key for document in self.documents]


class Oracle:
    """Answers criteria by reading every document. `communes` are the rows by public code."""

    def __init__(self, documents: Iterable[DocumentData]):
        self.documents = list(documents)
        self.communes = {commune.ref: commune for commune in Commune.objects.with_names()}

    def search(self, criteria: Criteria) -> Answer:
        """Hold as many ideas of the text as enough documents do, all of them if possible."""
        groups = len(criteria.query.groups)
        by_relevance = criteria.tri == "pertinence" or (criteria.tri == "distance" and not criteria.place)
        few = 8 if by_relevance else 1
        strict = answer = self.answer(criteria, groups)
        for ideas in range(groups - 1, 0, -1):
            if answer.matched >= few:
                break
            answer = self.answer(criteria, ideas)
        if not answer.matched:
            answer = strict
        return replace(answer, whole=len(strict.documents))

    def answer(self, criteria: Criteria, ideas: int) -> Answer:
        """Answer with the documents that hold at least `ideas` ideas of the text."""
        matching = [
            document
            for document in self.documents
            if self.matches_place(document, criteria)
            and self.matches_site(document, criteria)
            and sum(holds(document, group) for group in criteria.query.groups) >= ideas
        ]
        kept = [document for document in matching if not self.failed(document, criteria)]
        distances = {document.key: self.distance(document, criteria) for document in kept}
        ordered, seen = [], set()
        for document in sorted(kept, key=lambda document: self.order(document, criteria)):
            if document.entry_key not in seen:
                seen.add(document.entry_key)
                ordered.append(document)
        lacking = (
            group.typed for group in criteria.query.groups if not all(holds(document, group) for document in kept)
        )
        absent = tuple(
            detail.typed for detail in criteria.query.details if not any(holds(document, detail) for document in kept)
        )
        counts = self.count(matching, criteria)
        return Answer(ordered, distances, counts, len(kept), tuple(lacking), absent=absent)

    def matches_site(self, document: DocumentData, criteria: Criteria) -> bool:
        if criteria.site is None or document.site_id is None:
            return True
        return criteria.site in (document.site_id, *document.adopted_by)

    def matches_place(self, document: DocumentData, criteria: Criteria) -> bool:
        if criteria.place is None:
            return True
        commune = self.communes[criteria.place.ref]
        if document.zones and not any(covers(zone, commune) for zone in document.zones):
            return False
        return document.remote or self.same_commune(document, criteria) or self.within(document, criteria)

    def same_commune(self, document: DocumentData, criteria: Criteria) -> bool:
        commune = self.communes.get(document.commune)
        return commune is not None and whole(commune) == whole(self.communes[criteria.place.ref])

    def within(self, document: DocumentData, criteria: Criteria) -> bool:
        distance = self.distance(document, criteria)
        return distance is not None and distance <= criteria.rayon

    def distance(self, document: DocumentData, criteria: Criteria) -> float | None:
        place = criteria.place
        if place is None or document.latitude is None:
            return None
        return great_circle_km(place.latitude, place.longitude, document.latitude, document.longitude)

    def failed(self, document: DocumentData, criteria: Criteria) -> set[str]:
        """Return the chosen facets that the document does not obey."""
        values = facet_values(document, criteria)
        return {facet for facet, wanted in criteria.chosen.items() if not set(wanted) & values.get(facet, set())}

    def count(self, matching: list[DocumentData], criteria: Criteria) -> dict[str, dict[str, int]]:
        entries: dict[tuple[str, str], set[str]] = defaultdict(set)
        for document in matching:
            failed = self.failed(document, criteria)
            for facet, values in facet_values(document, criteria).items():
                if failed <= {facet}:
                    for value in values:
                        entries[facet, value].add(document.entry_key)
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for (facet, value), keys in entries.items():
            counts.setdefault(facet, {})[value] = len(keys)
        return counts

    def order(self, document: DocumentData, criteria: Criteria) -> tuple:
        near = criteria.place is not None and (self.same_commune(document, criteria) or self.within(document, criteria))
        distance = self.distance(document, criteria) if near else None
        remoteness = float("inf") if distance is None else distance
        relevance = self.relevance(document, criteria, distance)
        if criteria.tri == "distance" and criteria.place:
            return remoteness, -relevance, document.key
        if criteria.tri == "fraicheur":
            verified = document.verifie_le.toordinal() if document.verifie_le else 0
            changed = document.updated_at.date().toordinal() if document.updated_at else 0
            return -verified, -changed, remoteness, document.key
        return -relevance, remoteness, document.key

    def abroad(self, document: DocumentData, criteria: Criteria) -> bool:
        if criteria.place is None or not document.commune or "belg" in criteria.text.lower():
            return False
        return document.commune.startswith("be-") != criteria.place.ref.startswith("be-")

    def relevance(self, document: DocumentData, criteria: Criteria, distance: float | None) -> int:
        groups = criteria.query.groups
        points = int(min(document.quality, 0.99) * 5) * 2
        for group in groups:
            as_typed = Group(group.typed, group.alternatives[: group.said])
            in_title = bears(words_of((document.title, document.role)), group)
            points += 200 * holds(document, group)
            points += 20 // len(groups) * holds(document, as_typed)
            points += 20 // len(groups) * (len(document.keywords) < 6 and bears(words_of(document.keywords), group))
            points += 20 // len(groups) * in_title
        details = criteria.query.details
        for detail in details:
            points += 40 // len(details) * holds(document, detail)
            points += 40 // len(details) * bears(words_of((document.title, document.role)), detail)
        if self.abroad(document, criteria):
            points -= 20
        if criteria.place and self.same_commune(document, criteria):
            return points + 60
        if criteria.place and criteria.place.latitude is not None and document.latitude is None:
            return points + 18
        if distance is None:
            return points
        bands = ((2, 60), (5, 50), (10, 30), (20, 10), (50, 8), (100, 4))
        return points + next((worth for km, worth in bands if distance <= km), 0)


def document_words(document: DocumentData) -> frozenset[str]:
    return words_of((document.title, document.role, *document.keywords, document.summary, document.text))


@cache
def words_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in stems(text))


def holds(document: DocumentData, group: Group) -> bool:
    """Tell whether a document holds an idea: a trade must be what it is, the rest may be anywhere."""
    words, trade = document_words(document), words_of((document.title, document.role, *document.keywords))
    anywhere = any(set(phrase) <= words for phrase in group.alternatives)
    return anywhere or any(set(phrase) <= trade for phrase in (*group.trades, *group.generalists))


def bears(words: frozenset[str], group: Group) -> bool:
    return any(set(phrase) <= words for phrase in (*group.alternatives, *group.trades))


def whole(commune: Commune) -> str:
    return commune.parent.ref if commune.parent_id else commune.ref


def covers(zone, commune: Commune) -> bool:
    inside = (zone.genre, zone.pays, zone.code) in commune.zone_keys
    return inside and not {commune.ref, whole(commune)} & set(zone.exclusions)


def facet_values(document: DocumentData, criteria: Criteria) -> dict[str, set[str]]:
    low, high = document.age_min or 0, 200 if document.age_max is None else document.age_max
    pays = "BE" if document.commune.startswith("be-") else "FR"
    opened = document.opening_hours and is_open(document.opening_hours, criteria.at, pays)
    return {
        "theme": set(document.themes),
        "type": {document.type},
        "age": {band for band, (first, last) in BANDS.items() if low <= last and high >= first},
        "langue": set(document.languages),
        "distanciel": {"1"} if document.remote else set(),
        "ouvert": {"1"} if opened else set(),
        "accessible": {"1"} if document.accessible else set(),
        "moment": {criteria.moment} if criteria.moment and opens_at(document, criteria, pays) else set(),
        **{facet: set(values) for facet, values in document.precisions.items()},
    }


def opens_at(document: DocumentData, criteria: Criteria, pays: str) -> bool:
    """Tell whether the hours hold a minute of the moment: every minute from now on is tried."""
    if not document.opening_hours:
        return False
    return any(is_open(document.opening_hours, minute, pays) for minute in minutes_of(criteria.moment, criteria.at))


@cache
def minutes_of(moment: str, at: datetime) -> tuple[datetime, ...]:
    """Return some minutes of a moment to come: its quarters of an hour, and the instant itself."""
    named = {"ce": "aujourdhui", "cet": "aujourdhui"}
    day, _dash, part = moment.partition("-")
    if moment == "week-end":
        day, part = moment, ""
    day = named.get(day, day)
    minutes, minute = [], at
    first = None
    while minute < at + timedelta(days=9):
        if on_day(day, minute, at) and in_part(part, minute) and (day == "week-end" or first in (None, minute.date())):
            first = first or minute.date()
            minutes.append(minute)
        minute += timedelta(minutes=15 - minute.minute % 15)
    if day == "week-end":
        minutes = [minute for minute in minutes if minute.date() <= minutes[0].date() + timedelta(days=1)]
    return tuple(minutes)


def on_day(day: str, minute: datetime, at: datetime) -> bool:
    weekdays = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    if day == "week-end":
        return minute.weekday() >= 5
    if day in weekdays:
        return minute.weekday() == weekdays.index(day)
    return minute.date() == at.date() + timedelta(days={"aujourdhui": 0, "demain": 1}[day])


def in_part(part: str, minute: datetime) -> bool:
    hour = minute.hour + minute.minute / 60
    parts = {"matin": (6, 12), "midi": (12, 14), "apres-midi": (13.5, 18), "soir": (18, 24), "": (0, 24)}
    low, high = parts[part]
    return low <= hour < high

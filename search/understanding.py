"""What a sentence says besides words: an age, a radius, a moment, « à distance », a kind of result.

    « j’ai 16 ans, un stage à 5 km de Lille, mercredi aprem » → age 16-17, rayon 5, moment mercredi-apres-midi

What may mean two things is asked, never guessed: « mineur » is two age bands, « lundi ou mardi »
two moments. Ways of saying are data: `data/tournures.yaml`. Places are read by `search.locating`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import yaml
from django.utils.translation import gettext as _

from geo.folding import fold
from search import facets, moments
from search.analysis import DATA
from search.mentions import Mention, Question, Sentence

AGES = range(6, max(last for _first, last in facets.AGE_BANDS.values()) + 1)
RADII = range(1, 101)  # km

NUMBERS = {
    "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix sept": 17, "dix huit": 18, "dix neuf": 19,
    "vingt": 20, "vingt et un": 21, "vingt deux": 22, "vingt trois": 23, "vingt quatre": 24, "vingt cinq": 25,
    "vingt six": 26, "vingt sept": 27, "vingt huit": 28, "vingt neuf": 29, "trente": 30,
}  # fmt: skip
# How parts of the day are said, longest first.
SPOKEN_PARTS = {
    "apres midi": "apres-midi", "apresmidi": "apres-midi", "aprem": "apres-midi", "matinee": "matin", "matin": "matin",
    "midi": "midi", "soiree": "soir", "soir": "soir",
}  # fmt: skip


class Understood(NamedTuple):
    """The mentions of a text, in order, and what must be asked."""

    mentions: tuple[Mention, ...] = ()
    questions: tuple[Question, ...] = ()


class Found(NamedTuple):
    """A value of a field said in the folded text."""

    field: str
    value: object
    start: int
    end: int
    kept: str = ""


def understand(text: str) -> Understood:
    """Read what a text says of the filters. A field said twice differently is a question."""
    sentence = Sentence(text)
    by_field: dict[str, list[Found]] = defaultdict(list)
    for found in _apart(_read(sentence.folded)):
        by_field[found.field].append(found)
    mentions, questions = [], []
    for field, several in by_field.items():
        values = _agreed([_values(found) for found in several])
        sure = len(values) == 1
        for found in several:
            span = sentence.span(found.start, found.end)
            mentions.append(Mention(field, values[0] if sure else None, span, found.kept))
        if not sure:
            questions.append(_ask(field, values))
    return Understood(tuple(sorted(mentions, key=lambda mention: mention.span)), tuple(questions))


def _values(found: Found) -> tuple[object, ...]:
    return found.value if isinstance(found.value, tuple) else (found.value,)


def _agreed(said: list[tuple[object, ...]]) -> list[object]:
    """Return the values on which all that is said agrees, all of them when there is none."""
    all_values = list(dict.fromkeys(value for values in said for value in values))
    common = [value for value in all_values if all(value in values for values in said)]
    return common or all_values


def _ask(field: str, values: list[object]) -> Question:
    if field == "age":
        return Question(field, _("Quel âge as-tu ?"), tuple((v, str(facets.AGE_LABELS[str(v)])) for v in values))
    if field == "moment":
        return Question(field, _("À quel moment ?"), tuple((v, str(moments.LABELS[str(v)])) for v in values))
    if field == "types":
        labels = facets.TYPE_LABELS
        return Question(field, _("Qu’est-ce que tu cherches ?"), tuple((v, str(labels[str(v)])) for v in values))
    return Question(field, _("À quelle distance ?"), tuple((v, _("%(km)s km") % {"km": v}) for v in values))


def _apart(found: Iterable[Found]) -> list[Found]:
    """Keep what does not overlap something read before."""
    kept: list[Found] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _read(folded: str) -> Iterator[Found]:
    yield from _ages(folded)
    yield from _radii(folded)
    yield from _moments(folded)
    yield from _phrases(folded)


def _ages(folded: str) -> Iterator[Found]:
    patterns = _patterns()
    for match in patterns.age.finditer(folded):
        number = match["number"]
        age = NUMBERS[number] if number in NUMBERS else int(number)
        before, after = folded[: match.start("number")], folded[match.end() :]
        if age in AGES and not patterns.not_after.search(before) and not patterns.not_before.match(after):
            yield Found("age", _band(age), match.start(), match.end())
    for match in patterns.age_word.finditer(folded):
        if not any(taken.start() <= match.start() < taken.end() for taken in patterns.no_age.finditer(folded)):
            yield Found("age", ("moins-16", "16-17") if match["minor"] else ("18-25", "26-30"), *match.span())


def _band(age: int) -> str:
    return next(band for band, (first, last) in facets.AGE_BANDS.items() if first <= age <= last)


_RADIUS = re.compile(
    r"\b(?P<before>(?:dans )?(?:un )?rayon de |(?:a )?moins de |autour de |jusqu a |max |maximum |a )?"
    r"(?P<km>\d{1,3}) ?(?:km|kms|kilometres?)\b"
    r"(?P<after> (?:maximum|max|a la ronde|autour|au plus|de chez moi|d ici|de moi)\b)?"
)
_FROM = re.compile(r" (?:de|d|du|des|autour)\b")


def _radii(folded: str) -> Iterator[Found]:
    """Radii in km. « 10 km » alone may be a race: something must say that it is a distance."""
    for match in _RADIUS.finditer(folded):
        said = match["before"] or match["after"] or _FROM.match(folded, match.end())
        if said and int(match["km"]) in RADII:
            yield Found("rayon", int(match["km"]), *match.span())


_PART = "|".join(SPOKEN_PARTS)
_DAY = "|".join(moments.WEEKDAYS)
_MOMENT = re.compile(
    rf"\b(?:(?:ouverte?s?|joignables?|disponibles?|libre) )?(?:le |les |pour )?"
    rf"(?:(?P<today>ce|cet|cette) (?P<today_part>{_PART})"
    rf"|(?P<whole>aujourd hui|aujourdhui)"
    rf"|(?<!apres )(?P<day>demain|{_DAY})s?(?: prochain)?(?: (?:en |dans l )?(?P<part>{_PART}))?"
    rf"|(?:ce |ces )?(?P<weekend>week ?end)s?)\b"
)


def _moments(folded: str) -> Iterator[Found]:
    of_today = {part: moment for moment, part in moments.OF_TODAY.items()}
    for match in _MOMENT.finditer(folded):
        if _is_urgent(folded, match.start()):
            continue
        if match["today"]:
            value = of_today[SPOKEN_PARTS[match["today_part"]]]
        elif match["whole"]:
            value = moments.TODAY
        elif match["weekend"]:
            value = moments.WEEK_END
        else:
            value = "-".join(filter(None, (match["day"], SPOKEN_PARTS.get(match["part"] or ""))))
        yield Found("moment", value, *match.span())


def _phrases(folded: str) -> Iterator[Found]:
    """What is said in set phrases: open now, at a distance, a kind of result."""
    patterns = _patterns()
    for match in patterns.phrase.finditer(folded):
        field, value, kept = patterns.meaning[match["phrase"]]
        if field == "ouvert" and _is_urgent(folded, match.start()):
            continue
        yield Found(field, value, match.start("phrase") if not match["open"] else match.start(), match.end(), kept)


def _is_urgent(folded: str, start: int) -> bool:
    """Tell whether a moment said there says how urgent the need is, not when somebody is free: « dormir ce soir »."""
    return _patterns().urgent_before.search(folded[:start]) is not None


class _Patterns(NamedTuple):
    age: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    age_word: re.Pattern[str]
    no_age: re.Pattern[str]
    urgent_before: re.Pattern[str]
    phrase: re.Pattern[str]
    meaning: dict[str, tuple[str, object, str]]


@cache
def _patterns() -> _Patterns:
    data = yaml.safe_load((DATA / "tournures.yaml").read_text("utf-8"))
    meaning: dict[str, tuple[str, object, str]] = {}
    for field in ("distanciel", "ouvert"):
        meaning |= {fold(phrase): (field, True, "") for phrase in data[field]}
    for line in data["types"]:
        meaning |= {fold(phrase): ("types", line["type"], line.get("mots", "")) for phrase in line["dit"]}
    number = "|".join(sorted(NUMBERS, key=len, reverse=True))
    return _Patterns(
        age=re.compile(rf"\b(?:(?:{_either(data['age_avant'])}) )?\b(?P<number>\d{{1,2}}|{number}) ?ans\b"),
        not_after=re.compile(rf"(?:\b(?:{_either(data['age_jamais_apres'])})|\b\d+(?: a)?) $"),
        not_before=re.compile(rf" (?:{_either(data['age_jamais_avant'])})\b"),
        age_word=re.compile(rf"\b(?:(?P<minor>{_either(data['mineur'])})|(?:{_either(data['majeur'])}))\b"),
        no_age=re.compile(rf"\b(?:{_either(data['pas_un_age'])})\b"),
        urgent_before=re.compile(rf"\b(?:{_either(data['urgent_avant'])}) $"),
        phrase=re.compile(rf"\b(?P<open>ouverte?s? |joignables? )?(?P<phrase>{_either(meaning)})\b"),
        meaning=meaning,
    )


def _either(phrases: Iterable[str]) -> str:
    """Return an alternative of folded phrases, the longest first."""
    return "|".join(sorted(map(fold, phrases), key=lambda phrase: (-len(phrase), phrase)))

"""Find the commune named in a sentence, and leave ordinary words alone.

"stage près de Roubaix", "logement tourcoing", "apprentissage à Saint-Denis": many communes
bear the name of an ordinary word (Sens, Bus, Orange, Croix), so a name is taken for a place
on the sum of its evidence: the preposition before it, its size, its capital letter, its
place in the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from geo.folding import fold
from geo.gazetteer.forms import ARTICLES, LINKS, bare, canonical, skeleton, squeezed
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.names import Nom
from geo.gazetteer.record import CommuneRecord

ORDINARY_WORDS = Path(__file__).resolve().parent.parent / "data" / "mots_ordinaires.txt"

MAX_WORDS = 60
LONGEST_NAME = 8  # words of "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"

# A name is taken for a place from this sum of evidence.
ENOUGH = 3
POSTCODE = 5
CAPITAL, AT_AN_END, NOT_A_WORD, SEVERAL_WORDS = 1, 1, 1, 2
ORDINARY, ORDINARY_WITH_ARTICLE, SHORT, OTHER_NAME = -3, -5, -2, -1
SIZES = ((50_000, 3), (2_000, 2), (300, 1))  # inhabitants, evidence

# What comes right before a place, and what it is worth. The longest is looked for first.
_BEFORE = {
    3: (
        "pas loin de", "pas loin d", "aux alentours de", "aux environs de", "a cote de",
        "a cote d", "pres de", "pres d", "proche de", "proche d", "autour de", "autour d",
        "alentours de", "environs de", "du cote de", "du cote d", "cote de", "secteur de",
        "ville de", "commune de", "mairie de", "gare de", "habite a", "habite", "à",
    ),
    2: ("vers", "secteur", "cote", "proche", "sur", "dans", "a", "au", "aux"),
    1: ("de", "d", "du", "des", "en", "pour", "et", "ou"),
}  # fmt: skip
_CONTRACTED = {"au": "le", "du": "le", "aux": "les", "des": "les"}

_WORD = re.compile(r"\w+")


class Word(NamedTuple):
    """A word of the sentence: folded, as written, and where."""

    folded: str
    written: str
    start: int
    end: int


class Mention(NamedTuple):
    """Communes that a stretch of the text names, its evidence and its span with the preposition."""

    evidence: int
    records: tuple[CommuneRecord, ...]
    span: tuple[int, int]


class SentenceReader:
    """Reads sentences against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer):
        self._gazetteer = gazetteer

    def best_mention(self, text: str) -> Mention | None:
        """Return the best supported mention of a commune, None when nothing is a place for sure."""
        words = _words(text)
        mentions = [*self._named(words, text), *self._postcodes(words)]
        enough = [mention for mention in mentions if mention.evidence >= ENOUGH]
        best = max(enough, key=lambda m: (m.evidence, m.span[1] - m.span[0]), default=None)
        return best and _joined(best, mentions, text)

    def _named(self, words: Sequence[Word], text: str) -> Iterator[Mention]:
        """Names, the longest at each place; a name inside a longer one is not another."""
        shouted = not any(character.islower() for character in text)
        reached = 0
        for start in range(len(words)):
            for end in range(min(len(words), start + LONGEST_NAME), max(start, reached), -1):
                names = self._names(words, start, end)
                if not names:
                    continue
                evidence, first = _evidence(words, start, end, names, shouted=shouted)
                yield Mention(evidence, _records(names), (words[first].start, words[end - 1].end))
                reached = end
                break

    def _names(self, words: Sequence[Word], start: int, end: int) -> Sequence[Nom]:
        """Names written by words[start:end], an article hidden in the word before included."""
        written = [word.folded for word in words[start:end]]
        if written[0] in LINKS - ARTICLES or written[-1] in LINKS:
            return ()
        form = canonical(" ".join(written))
        article = _CONTRACTED.get(words[start - 1].folded) if start else None
        by_form = self._gazetteer.by_form
        if article and f"{article} {form}" in by_form:
            return by_form[f"{article} {form}"]
        found = tuple(nom for nom in by_form.get(form, ()) if nom.forme == form)
        if found or len(written) == 1:
            return found
        return _official(self._gazetteer.by_squeezed.get(squeezed(form), ())) or (
            _official(self._gazetteer.by_skeleton.get(form, ()))
            if form == skeleton(form) and bare(form) == form
            else ()
        )

    def _postcodes(self, words: Sequence[Word]) -> Iterator[Mention]:
        """French postcodes, and Belgian ones written "B-7700": four digits alone may be a price."""
        for index, word in enumerate(words):
            belgian = index > 0 and words[index - 1].folded in ("b", "be")
            if not word.folded.isdigit() or len(word.folded) != (4 if belgian else 5):
                continue
            records = self._gazetteer.by_postcode.get(word.folded, ())
            if records:
                places = sorted(records, key=lambda record: record.parent is None)
                first = _first_of_phrase(words, index - belgian)[1]
                yield Mention(POSTCODE, tuple(places), (words[first].start, word.end))


def _joined(best: Mention, mentions: Sequence[Mention], text: str) -> Mention:
    """Extend a mention to the one beside it that names the same commune: "59200 Tourcoing"."""
    for other in mentions:
        same = {record.commune for record in best.records} & {r.commune for r in other.records}
        low, high = min(best.span, other.span), max(best.span, other.span)
        if other is not best and same and not _WORD.search(text, low[1], high[0]):
            records = tuple(record for record in best.records if record.commune in same)
            return Mention(best.evidence, records, (low[0], high[1]))
    return best


def _words(text: str) -> list[Word]:
    found = _WORD.finditer(text)
    words = [Word(fold(m[0]).replace(" ", ""), m[0], *m.span()) for m in found]
    return [word for word in words if word.folded][:MAX_WORDS]


def _evidence(words: Sequence[Word], start: int, end: int, names: Sequence[Nom], *, shouted: bool) -> tuple[int, int]:
    """Return the evidence that words[start:end] name a place, and the first word of the phrase."""
    evidence, first = _first_of_phrase(words, start)
    nom = names[0]
    content = [word.folded for word in words[start:end] if word.folded not in LINKS]
    evidence += next((value for size, value in SIZES if nom.record.poids >= size), 0)
    evidence += AT_AN_END * (first == 0 or end == len(words))
    evidence += CAPITAL * (not shouted and _is_capitalised(words[end - 1], start))
    evidence += OTHER_NAME * (not nom.is_official)
    if len(content) > 1:
        evidence += SEVERAL_WORDS
    elif content and content[0] in ordinary_words():
        with_article = words[start].folded in ARTICLES
        evidence += ORDINARY_WITH_ARTICLE if with_article else ORDINARY
    elif sum(map(len, content)) <= 3:
        evidence += SHORT
    else:
        evidence += NOT_A_WORD
    return evidence, first


def _is_capitalised(word: Word, start: int) -> bool:
    """A capital that does not open the sentence, and not an acronym in capitals."""
    return start > 0 and word.written[0].isupper() and not word.written.isupper()


def _first_of_phrase(words: Sequence[Word], start: int) -> tuple[int, int]:
    """Return the evidence of the preposition before words[start], and where it begins."""
    for evidence, phrases in _BEFORE.items():
        for phrase in phrases:
            length = phrase.count(" ") + 1
            before = words[max(0, start - length) : start]
            written = " ".join(word.written.lower() for word in before)
            if phrase in (written, " ".join(word.folded for word in before)):
                return evidence, start - length
    return 0, start


def _official(names: Sequence[Nom]) -> Sequence[Nom]:
    return tuple(nom for nom in names if nom.is_official)


def _records(names: Sequence[Nom]) -> tuple[CommuneRecord, ...]:
    """Communes of the names, heaviest first; those of official names alone if there are some."""
    chosen = _official(names) or names
    return tuple({id(nom.record): nom.record for nom in chosen}.values())


@cache
def ordinary_words() -> frozenset[str]:
    """Folded words that name communes too."""
    lines = ORDINARY_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())

"""What somebody typed to name a commune, taken apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geo.folding import fold
from geo.gazetteer.forms import canonical

MAX_LENGTH = 100

_CEDEX = re.compile(r"\bcedex( \d{1,2}\b)?")
_COUNTRY_PREFIX = re.compile(r"^(?:f|fr|b) (?=\d{4,5}\b)")
_ORDINAL = re.compile(r"(\d{1,2})(?:er|re|e|eme|ieme|nd|nde)")
_ARRONDISSEMENT = frozenset({"arrondissement", "arrondissements", "arr", "arrdt", "ardt"})


class Query(NamedTuple):
    """A typed text: canonical name, digits of a postcode or code, district number.

    `number` is a bare number of one or two digits, or "2a": a département or a district.
    """

    name: str = ""
    code: str = ""
    number: str = ""
    district: int | None = None


def parse_query(text: str) -> Query:
    """Take apart "Lille (59)", "59000 lille cedex 9", "Lyon 3ème arrondissement", "be-57097".

    Text beyond `MAX_LENGTH` characters is ignored.
    """
    folded = _COUNTRY_PREFIX.sub("", _CEDEX.sub(" ", fold(text[:MAX_LENGTH])).strip())
    code = number = ""
    district = None
    words = []
    for word in _join_belgian(folded.split()):
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            district = int(ordinal[1])
        elif _is_code(word):
            code = code or word
        elif word in ("2a", "2b") or word.isdigit():
            number = number or word
        elif word not in _ARRONDISSEMENT or not (words or code):
            words.append(word)
    return Query(canonical(" ".join(words)), code, number, district)


def splits(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a name in two, the longest start first."""
    words = name.split()
    for index in range(len(words) - 1, 0, -1):
        yield " ".join(words[:index]), " ".join(words[index:])


def _is_code(word: str) -> bool:
    """Three to five digits, a Corsican INSEE code, or a Belgian public code."""
    if word.isdigit():
        return 3 <= len(word) <= 5
    return bool(re.fullmatch(r"2[ab]\d{1,3}|be-\d{5}", word))


def _join_belgian(words: list[str]) -> list[str]:
    """Put back together the public codes that folding cut: "be 57097"."""
    if "be" not in words:
        return words
    text = re.sub(r"\bbe (\d{5})\b", r"be-\1", " ".join(words))
    return re.sub(r"\bbe (\d{4})\b", r"\1", text).split()

"""Communes that a written name may mean, and how well it names them."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from geo.gazetteer.forms import LINKS, bare, skeleton, squeezed
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.names import Nom
from geo.gazetteer.query import splits
from geo.gazetteer.record import CommuneRecord
from geo.gazetteer.typos import key_of, slips, slips_allowed

# Words that make one name of what stands on both sides.
_TIES = LINKS | {"pres", "devant", "entre", "outre", "lez", "saint", "sainte", "notre"}

# What opens the name of a place inside a commune.
_PLACES = frozenset({
    "quartier", "zi", "za", "zac", "zup", "zone", "parc", "cite", "residence", "hameau", "campus",
    "technopole", "pole", "centre", "campagne", "plaine", "faubourg",
})  # fmt: skip

Shortening = Callable[[str, str], bool]


class Nommage(IntEnum):
    """How a name is written, from the surest to the least sure."""

    EXACT = 0  # the official name, or that of a part of the commune
    AUTRE_NOM = 1  # a former, postal or foreign name
    ECRITURE = 2  # an article, a link word, the cut of words or lost accents differ
    UNE_FAUTE = 3
    ABREGE = 4  # the first words or letters of the name
    DEUX_FAUTES = 5
    CONTENU = 6  # the whole name among other words


class Lecture(NamedTuple):
    """A reading of a written name: the place, the name that matched, how, and where it says to be."""

    record: CommuneRecord
    nom: Nom
    nommage: Nommage
    territoire: bool = False  # its département, region or commune was written after the name


def readings(gazetteer: Gazetteer, names: Iterable[str], whole: str = "") -> list[Lecture]:
    """Return the readings of the name and its variants in the whole table, by exact lookups.

    `whole` is the name with its brackets, which are a part of a few: Château-Chinon (Ville).
    """
    exact = [nom for nom in gazetteer.by_form.get(whole, ()) if nom.is_official and nom.forme == whole]
    if exact:
        return [_lecture(nom, Nommage.EXACT) for nom in exact]
    found: list[Lecture] = []
    for name in names:
        found += _whole(gazetteer, name) or _with_territory(gazetteer, name)
    return found


def _whole(gazetteer: Gazetteer, name: str) -> list[Lecture]:
    exact = [nom for nom in gazetteer.by_form.get(name, ()) if nom.forme == name]
    found = [_lecture(nom, Nommage.EXACT) for nom in exact]
    known = {id(nom) for nom in exact}
    looser = [*gazetteer.by_form.get(name, ()), *gazetteer.by_form.get(bare(name), ())]
    if bare(name).split()[0] not in LINKS:  # "L. lès Saint-Claude" is not Saint-Claude
        looser += gazetteer.by_squeezed.get(squeezed(name), ())
        if _is_long(skeleton(name)):
            looser += gazetteer.by_skeleton.get(skeleton(name), ())
    for nom in looser:
        if id(nom) not in known:
            known.add(id(nom))
            found.append(_lecture(nom, Nommage.ECRITURE))
    return found


def _with_territory(gazetteer: Gazetteer, name: str) -> list[Lecture]:
    """ "saint denis la reunion", "lomme lille"."""
    for start, territory in splits(name):
        found = [
            reading._replace(territoire=True)
            for reading in _whole(gazetteer, start)
            if territory in reading.record.territoires
        ]
        if found:
            return found
    return []


def _lecture(nom: Nom, nommage: Nommage) -> Lecture:
    if nommage == Nommage.EXACT and not nom.is_official:
        nommage = Nommage.AUTRE_NOM
    return Lecture(nom.record, nom, nommage)


def _is_long(name: str) -> bool:
    return " " in name and len(name) >= 8


def partial_readings(names: Iterable[str], known: Iterable[Nom], shortens: Shortening) -> Iterator[Lecture]:
    """Yield, among the names of some communes, those shortened or lost among other words."""
    written = [words for name in names for words in _shortened_words(name)]
    whole = [name.split() for name in names]
    for nom in known:
        words = _content(nom.forme)
        if any(_abbreviates(own, words, shortens) for own in written):
            yield Lecture(nom.record, nom, Nommage.ABREGE)
        elif any(_holds(own, nom.forme.split()) for own in whole):
            yield Lecture(nom.record, nom, Nommage.CONTENU)


def is_word(word: str, whole: str) -> bool:
    """Shorten by leaving out words only: "marcq" for Marcq-en-Barœul."""
    return word == whole


def is_start(word: str, whole: str) -> bool:
    """Shorten words by their end too: "villen ascq"."""
    return whole.startswith(word)


def is_shorthand(word: str, whole: str) -> bool:
    """Shorten words by their middle too: "vlle ascq"."""
    if whole.startswith(word):
        return True
    letters = iter(whole)
    return len(word) >= 3 and word[0] == whole[0] and all(letter in letters for letter in word)


def misspelt_readings(names: Iterable[str], known: Iterable[Nom]) -> Iterator[Lecture]:
    """Yield, among the names of some communes, those one or two slips away.

    People seldom slip on the first letter: two slips, with one there, make another name.
    """
    limits = [(name, slips_allowed(key_of(name))) for name in names]
    for nom in known:
        counts = [
            count
            for name, limit in limits
            if limit
            and (count := _slips(name, nom.forme, limit)) is not None
            and (count < 2 or squeezed(name)[:1] == squeezed(nom.forme)[:1])
        ]
        if counts:
            nommage = Nommage.DEUX_FAUTES if min(counts) > 1 else Nommage.UNE_FAUTE
            yield Lecture(nom.record, nom, nommage)


def holed_readings(patterns: Iterable[str], known: Iterable[Nom]) -> Iterator[Lecture]:
    """Yield, among the names of some communes, those that match a name with lost letters."""
    compiled = [re.compile(pattern) for pattern in patterns]
    for nom in known:
        letters = nom.forme.replace(" ", "")
        if any(pattern.fullmatch(letters) for pattern in compiled):
            yield Lecture(nom.record, nom, Nommage.ECRITURE)


def _slips(written: str, name: str, limit: int) -> int | None:
    """Slips between two names, whichever way their words are cut and their article written."""
    pairs = {
        (written.replace(" ", ""), name.replace(" ", "")),
        (squeezed(written), squeezed(name)),
    }
    counts = [slips(one, other, limit) for one, other in pairs]
    return min((count for count in counts if count is not None), default=None)


@lru_cache(maxsize=100_000)
def _content(name: str) -> tuple[str, ...]:
    return tuple(word for word in name.split() if word not in LINKS)


def _shortened_words(name: str) -> Iterator[tuple[str, ...]]:
    """Words that may be shortened; "l" and "d" are initials as well as articles: "D. les Lys"."""
    content, first = _content(name), name.split()[0]
    yield content
    if len(first) == 1 and first in LINKS:
        yield (first, *content)


def _abbreviates(written: tuple[str, ...], words: tuple[str, ...], shortens: Shortening) -> bool:
    """Tell whether each written word shortens a word of the name, in order from the first.

    Also whether the words are those of the name without its links, stuck together.
    """
    if not words or sum(map(len, written)) < 4 or not shortens(written[0], words[0]):
        return len(written) == 1 and written[0] == "".join(words)
    remaining = iter(words)
    return all(any(shortens(word, own) for own in remaining) for word in written)


def _holds(written: list[str], words: list[str]) -> bool:
    """Tell whether the whole name stands at an end of what is written: "lille sud", "zi nord lille".

    Not when a link ties it to the rest, nor at the end of a name: "chivy etouvelles" is not
    in Étouvelles.
    """
    size = len(words)
    if size >= len(written) or sum(map(len, words)) < 4:
        return False
    if written[:size] == words:
        return written[size] not in _TIES
    at_end = written[-size:] == words and written[-size - 1] not in _TIES
    return at_end and written[0] in _PLACES

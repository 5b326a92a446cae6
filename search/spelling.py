"""What misspelled words may mean: the nearest words of the index, of the trade and of the themes, by edit distance.

Names of structures and people are words of the index; names of communes are read by `search.locating`.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Length

from geo.folding import fold
from search import facets
from search.analysis import stems, surface_words
from search.lexique.memory import get_lexique
from search.models import Mot

MIN_LENGTH = 4  # shorter words are too near each other
MAX_READ = 3_000  # words compared with one typed


def correct(text: str) -> str:
    """Return the text with its unknown words spelled like known ones, "" when there is nothing better.

    One query, whatever the number of words.
    """
    query = get_lexique().read(text)
    words = [word for group in (*query.groups, *query.details) for word in group.typed.split()]
    wrong = [word for word in words if len(word) >= MIN_LENGTH and word.isalpha()][:6]
    if not wrong:
        return ""
    starts = {letter for word in wrong for letter in word[:2]}
    known = [*_likely(wrong), *((word, 0) for word in _of_the_trade() if word[0] in starts)]
    spelled = {mot for mot, _documents in known}
    better = {word: nearest(word, known) for word in wrong if word not in spelled}
    if not any(better.values()):
        return ""
    return _as_written([better.get(word) or word for word in fold(text).split()])


def _of_the_trade() -> frozenset[str]:
    """Return the words of the synonyms and of the names of themes, which may be in no title."""
    themes = map(str, facets.labels_of(facets.THEME).values())
    return get_lexique().table.words | surface_words(themes)


def _as_written(words: list[str]) -> str:
    """Write known phrases as the trade does: « mission local » is « mission locale »."""
    table, written, position = get_lexique().table, [], 0
    while position < len(words):
        for length in range(min(table.longest, len(words) - position), 1, -1):
            phrase = stems(" ".join(words[position : position + length]))
            if len(phrase) == length and phrase in table.spelled:
                written.append(table.spelled[phrase])
                position += length
                break
        else:
            written.append(words[position])
            position += 1
    return " ".join(written)


def _likely(words: Iterable[str]) -> Iterable[tuple[str, int]]:
    """Read the known words that begin alike, or nearly, and are about as long."""
    condition = Q()
    for word in words:
        starts = Q(mot__startswith=word[:2]) | Q(mot__startswith=word[0] + word[2:3])
        starts |= Q(mot__startswith=word[1] + word[0]) | Q(mot__startswith=word[1:3])
        condition |= starts & Q(longueur__range=(len(word) - 2, len(word) + 8))
    found = Mot.objects.alias(longueur=Length("mot")).filter(condition)
    return found.order_by("-documents", "mot").values_list("mot", "documents")[:MAX_READ]


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str:
    """Return the known word nearest to a misspelled one, "" when none is near enough.

    One fault is forgiven up to 5 letters, two beyond; a word cut short counts as one fault. At
    equal distance, the word of most documents wins, then the alphabet.
    """
    allowed = 1 if len(word) <= 5 else 2
    best = (allowed + 1, 0, "")
    for mot, documents in known:
        cut_short = len(word) >= MIN_LENGTH and mot.startswith(word)
        faults = 1 if cut_short else distance(word, mot, allowed)
        best = min(best, (faults, -documents, mot))
    return best[2] if best[0] <= allowed else ""


def distance(one: str, other: str, limit: int) -> int:
    """Return the edits between two words, two swapped neighbours counting one; limit + 1 beyond `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (char != against))
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before_last[column - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before_last, last = last, line
    return min(last[-1], limit + 1)

"""What a change of words does to real searches: what each finds with the words in force, and with the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from search.criteria import Criteria
from search.engines import get_engine
from search.engines.base import Hit
from search.lexique.memory import Lexique, trying

MAX_SEARCHES = 12  # compared at once: two searches of the index each
LOOKED_AT = 50  # first results


@dataclass(frozen=True, slots=True)
class Comparison:
    """One search before and after: totals, and what comes into its first results or goes out of them."""

    text: str
    before: int
    after: int
    gained: tuple[Hit, ...]
    lost: tuple[Hit, ...]

    @property
    def changed(self) -> bool:
        return bool(self.gained or self.lost) or self.before != self.after


def compare(searches: Iterable[str], before: Lexique, after: Lexique) -> list[Comparison]:
    """Compare searches, twelve at most, in their order and once each."""
    texts = [text for text in dict.fromkeys(" ".join(text.split()) for text in searches) if text]
    return [_compare(text, before, after) for text in texts[:MAX_SEARCHES]]


def _compare(text: str, before: Lexique, after: Lexique) -> Comparison:
    total_before, then = _find(text, before)
    total_after, now = _find(text, after)
    return Comparison(
        text=text,
        before=total_before,
        after=total_after,
        gained=tuple(hit for key, hit in now.items() if key not in then),
        lost=tuple(hit for key, hit in then.items() if key not in now),
    )


def _find(text: str, words: Lexique) -> tuple[int, dict[str, Hit]]:
    """Return how many entries hold every word, and the first of them by key."""
    with trying(words):
        criteria = Criteria.from_query(QueryDict(urlencode({"q": text}))).replace(taille=LOOKED_AT)
        results = get_engine().search(criteria)
    return results.whole, {hit.key: hit for hit in results.hits[: results.whole]}

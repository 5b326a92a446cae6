"""Baseline: the search that Wagtail brings, on the database of the run."""

from wagtail.search.backends import get_search_backend

from ..judged import Name, Need
from .asked import Asked

MAX_READ = 200


class StockWagtail:
    """`backend.search(words, rows)`, in its order of relevance: Wagtail knows no distance."""

    def __init__(self, names: dict[str, Name]):
        self.names = names
        self.backend = get_search_backend()

    def answer(self, need: Need) -> list[Name]:
        asked = Asked.of(need)
        found = self.backend.search(asked.words, asked.rows())[:MAX_READ]
        return list(dict.fromkeys(self.names[row.entry] for row in found))

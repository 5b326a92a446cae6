"""The demonstration's guide as its public interface tells it: where to find an entry that suits a test."""

import json
from functools import cache
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen


class Guide:
    """Asks /api/v1/ of the site under test; never reads the database."""

    def __init__(self, site: str) -> None:
        self.site = site

    def search(self, **criteria: str | int) -> dict:
        with urlopen(f"{self.site}/api/v1/recherche?{urlencode(criteria)}") as answer:
            return json.load(answer)

    @cache  # noqa: B019 - one guide per session
    def first(self, **criteria: str | int) -> dict:
        """The first result of a search, its `url` reduced to a path (and fragment)."""
        results = self.search(**criteria)["resultats"]
        assert results, f"The demonstration has nothing for {criteria}"
        url = urlsplit(results[0]["url"])
        return results[0] | {"url": url.path + (f"#{url.fragment}" if url.fragment else "")}

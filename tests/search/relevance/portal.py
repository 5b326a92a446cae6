"""The portal's own search, asked as the results page asks it."""

from django.http import QueryDict

from search.asking import ask
from search.criteria import Criteria
from search.engines import get_engine

from .judged import Name, Need


class Portal:
    """Answers a need with the names of the entries found, best first.

    Raises RuntimeError when another engine had to answer: the figures would bear the wrong name.
    """

    def __init__(self, names: dict[str, Name]):
        self.names = names

    def answer(self, need: Need) -> list[Name]:
        params = QueryDict(mutable=True)
        params.update(need.params)
        results = ask(get_engine(), Criteria.from_query(params)).results
        if results.degraded:
            raise RuntimeError(f"The engine was down for {need.key}: the database answered")
        return [self.names[f"{hit.source}:{hit.object_id}"] for hit in results.hits]

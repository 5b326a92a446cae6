"""Names that are nearly what is written: one or two slips of the fingers away."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from geo.gazetteer.forms import squeezed
from geo.gazetteer.names import Nom

MIN_LETTERS = 4
TWO_SLIPS_LETTERS = 8

# Slips are looked for among the names whose first letters agree but for one of them.
_HEAD = 6


def slips_allowed(text: str) -> int:
    """Return how many slips a text of this length may hold: 0, 1 or 2."""
    if len(text) < MIN_LETTERS:
        return 0
    return 1 if len(text) < TWO_SLIPS_LETTERS else 2


def key_of(canonical_name: str) -> str:
    """Return what is compared: letters in a row, "saint" shortened so that it weighs little."""
    return squeezed(canonical_name.replace("sainte ", "s ").replace("saint ", "s "))


def slips(written: str, name: str, limit: int, *, start: bool = False) -> int | None:
    """Return the number of slips between two texts, None above `limit`.

    A slip is a letter added, lost, changed, or two neighbours swapped (optimal string
    alignment). With `start`, the text may be the start of the name.
    """
    if len(written) - len(name) > limit or (not start and len(name) - len(written) > limit):
        return None
    if start:
        name = name[: len(written) + limit]
    before: list[int] = []
    previous = list(range(len(name) + 1))
    for i, letter in enumerate(written, 1):
        row = [i]
        for j, other in enumerate(name, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == name[j - 2] and written[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
        before, previous = previous, row
    found = min(previous) if start else previous[-1]
    return found if found <= limit else None


class TypoIndex:
    """Names by their first letters, with each of these letters lost in turn."""

    def __init__(self, names: Sequence[Nom]):
        self._names = names
        self._keys = [key_of(nom.forme) for nom in names]
        heads: dict[str, array] = defaultdict(lambda: array("L"))
        for rank, key in enumerate(self._keys):
            for head in _heads(key):
                heads[head].append(rank)
        self._heads = dict(heads)

    def near(self, canonical_text: str) -> Iterator[tuple[int, Nom]]:
        """Yield (slips, name), fewest slips first, then in the order of the names."""
        written = key_of(canonical_text)
        limit = slips_allowed(written)
        if not limit:
            return
        ranks = {rank for head in _heads(written) for rank in self._heads.get(head, ())}
        found = []
        for rank in ranks:
            count = slips(written, self._keys[rank], limit, start=True)
            if count is not None:
                whole = slips(written, self._keys[rank], limit) is not None
                found.append((count, not whole, rank))
        for count, _, rank in sorted(found):
            yield count, self._names[rank]


def _heads(key: str) -> Iterable[str]:
    head = key[:_HEAD]
    return {head, *(head[:i] + head[i + 1 :] for i in range(len(head)))}

"""Find communes by what is being typed, best first."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice

from geo.gazetteer.forms import LINKS, bare
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.names import Nom
from geo.gazetteer.prefixes import KEPT, Position
from geo.gazetteer.query import Query, parse_query, splits
from geo.gazetteer.record import CommuneRecord

Found = tuple[CommuneRecord, Position, Nom | None]

# Shortest text looked for inside words, where it would match half of the table.
MIN_INSIDE = 3

_REMEMBERED = 4096


class Searcher:
    """Searches over one gazetteer, with the last answers remembered."""

    def __init__(self, gazetteer: Gazetteer):
        self.gazetteer = gazetteer
        formes = [nom.forme for nom in gazetteer.names]
        self._text = "\n".join([*formes, ""])
        self._ends = list(accumulate(len(forme) + 1 for forme in formes))
        self.search: Callable[[str, int], tuple[Found, ...]] = lru_cache(_REMEMBERED)(self._search)

    def _search(self, text: str, limit: int) -> tuple[Found, ...]:
        query = parse_query(text)
        by_name = self._by_name(query) if query.name else ()
        found = by_name or self._by_code(query.code or query.number)
        return tuple(islice(_once(found), min(limit, KEPT)))

    def _by_name(self, query: Query) -> Iterable[Found]:
        """Names as typed; else without their article, their département, their slips."""
        name, keep = query.name, self._condition(query)
        if keep is None:
            return _either(
                lambda: self._district(query),
                lambda: self._named(name, all_of_them=False),
                lambda: self._loosely_named(name),
            )
        return _either(
            lambda: self._district(query),
            lambda: filter(keep, self._named(name, all_of_them=True)),
            lambda: filter(keep, self._loosely_named(name)),
            # A number that agrees with nothing was not worth more than the name.
            lambda: self._named(name, all_of_them=False),
            lambda: self._loosely_named(name),
        )

    def _condition(self, query: Query) -> Callable[[Found], bool] | None:
        """What the numbers beside the name ask for; None when they ask for nothing."""
        code = query.code.upper()
        if code:
            return lambda found: _has_code(found[0], code)
        if query.number and query.name not in self.gazetteer.districted:
            departement = query.number.upper().zfill(2)
            return lambda found: found[0].departement == departement
        return None

    def _district(self, query: Query) -> Iterator[Found]:
        """Yield the district of "paris 11", "lyon 3e" or "marseille 13008", then its commune."""
        districts = self.gazetteer.districted.get(query.name, {})
        number = int(query.number) if query.number.isdigit() else query.district
        for rank, district in districts.items():
            if rank == number or (query.code and query.code in district.codes_postaux):
                yield district, Position.EXACT, None
                yield district.commune, Position.EXACT, None

    def _named(self, name: str, *, all_of_them: bool) -> Iterator[Found]:
        """Exact names, then names with a word that starts with the text."""
        for nom in self.gazetteer.by_form.get(name, ()):
            if nom.is_official and nom.forme == name:
                yield nom.record, Position.EXACT, nom
        prefixes = self.gazetteer.prefixes
        for position, nom in (prefixes.all if all_of_them else prefixes.best)(name):
            yield nom.record, position, nom

    def _loosely_named(self, name: str) -> Iterable[Found]:
        return _either(
            lambda: self._with_words(name),
            lambda: self._named(bare(name), all_of_them=False) if bare(name) != name else (),
            lambda: self._in_territory(name),
            lambda: self._inside(name),
            lambda: self._nearly(name),
        )

    def _with_words(self, name: str) -> Iterator[Found]:
        """Names with words that start with each word of the text, in order: "marcq baroeul"."""
        words = [word for word in name.split() if word not in LINKS]
        if len(words) < 2:
            return
        for position, nom in self.gazetteer.prefixes.all(max(words, key=len)):
            remaining = iter(nom.forme.split())
            if all(any(own.startswith(word) for own in remaining) for word in words):
                yield nom.record, position, nom

    def _in_territory(self, name: str) -> Iterator[Found]:
        """A name followed by where it is: "saint denis la reunion", "lomme lille"."""
        for start, territory in splits(name):
            for nom in self.gazetteer.by_form.get(start, ()):
                if territory in nom.record.territoires:
                    yield nom.record, Position.EXACT, nom

    def _inside(self, name: str) -> Iterator[Found]:
        """Names with the text inside a word: "baix" in Roubaix."""
        if len(name) < MIN_INSIDE:
            return
        at = self._text.find(name)
        while at >= 0:
            rank = bisect_right(self._ends, at)
            nom = self.gazetteer.names[rank]
            yield nom.record, Position.INSIDE, nom
            at = self._text.find(name, self._ends[rank])

    def _nearly(self, name: str) -> Iterator[Found]:
        for slips, nom in self.gazetteer.typos.near(name):
            # No slip: words cut or tied otherwise, "villeneuve dascq".
            yield nom.record, Position.NEAR if slips else Position.START, nom

    def _by_code(self, code: str) -> Iterator[Found]:
        """Communes of a postcode (59000, 7700, 591…), of a code or of a former code (54007)."""
        code = code.upper()
        if code.startswith("BE-"):
            exact = [record for record in [self.gazetteer.get(code)] if record]
        else:
            exact = self._of_postcode(code) or self._of_code(code)
        for record in exact:
            yield record, Position.EXACT, None
        for record in self._of_start(code):
            yield record, Position.START, None

    def _of_postcode(self, code: str) -> list[CommuneRecord]:
        """Places first, then the communes that they are a part of: Lomme before Lille."""
        records = self.gazetteer.by_postcode.get(code, ())
        return sorted(records, key=lambda record: record.parent is None)

    def _of_code(self, code: str) -> list[CommuneRecord]:
        """54007 is Aingeray for INSEE, and was Mouscron for Statbel."""
        by_code, by_old_code = self.gazetteer.by_code, self.gazetteer.by_old_code
        records = [*by_code.get(code, ()), *by_old_code.get(code, ())]
        return [record for record in records if not record.repeats_parent]

    def _of_start(self, code: str) -> Sequence[CommuneRecord]:
        """Communes of a département ("2a") or of the postcodes that start so ("591")."""
        if code in ("2A", "2B"):
            return self.gazetteer.by_departement.get(code, ())
        if not 2 <= len(code) <= 4:
            return ()
        postcodes = self.gazetteer.postcodes
        low, high = bisect_left(postcodes, code), bisect_left(postcodes, code + "A")
        records = {
            id(record): record for postcode in postcodes[low:high] for record in self.gazetteer.by_postcode[postcode]
        }
        return sorted(records.values(), key=lambda record: -record.poids)


def _has_code(record: CommuneRecord, code: str) -> bool:
    return code in (record.code, record.departement) or any(
        postcode.startswith(code) for postcode in (*record.codes_postaux, *record.codes_propres)
    )


def _either(*attempts: Callable[[], Iterable[Found]]) -> Iterator[Found]:
    """Yield what the first attempt that finds something finds."""
    for attempt in attempts:
        found = False
        for item in attempt():
            found = True
            yield item
        if found:
            return


def _once(found: Iterable[Found]) -> Iterator[Found]:
    """Leave out the communes already met."""
    seen: set[int] = set()
    for item in found:
        if id(item[0]) not in seen:
            seen.add(id(item[0]))
            yield item

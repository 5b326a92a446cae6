"""Find a commune by what people type: names, postcodes, codes, or a sentence.

    search_communes("st pol")          → Saint-Pol-sur-Mer (Dunkerque), Saint-Pol-de-Léon…
    resolve_ou("59560")                → candidates: Comines, Warneton
    find_in_text("stage près de Roubaix") → Roubaix, the span of "près de Roubaix"
    nearest_commune(50.72, 3.16)       → Tourcoing, 1.2 km

All of it reads the gazetteer in memory (`geo.gazetteer`), which follows the table.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from geo.gazetteer.current import get_gazetteer, get_searcher
from geo.gazetteer.names import Nom
from geo.gazetteer.prefixes import Position
from geo.gazetteer.query import parse_query
from geo.gazetteer.record import CommuneRecord
from geo.gazetteer.sentences import SentenceReader
from geo.models import Commune

DEFAULT_LIMIT = 8
MAX_QUOTED = 60

# A homonym this much larger than the others is taken as meant, and the others offered.
DOMINANCE = 10


@dataclass(frozen=True, eq=False)
class CommuneMatch:
    """A commune found, where the text stands in its name, and the other name that was met."""

    record: CommuneRecord
    position: Position = Position.EXACT
    nom: Nom | None = None

    @property
    def ref(self) -> str:
        """Public code: "59599", "be-57097"."""
        return self.record.ref

    @property
    def libelle(self) -> str:
        """What to show and what may be typed again: « Lomme (Lille) »."""
        return self.record.libelle

    @property
    def detail(self) -> str:
        """What tells it apart, in a few words: « Nord · 59000, 59800 »."""
        record = self.record
        parts = [record.departement_nom, _few(record.codes_propres or record.codes_postaux)]
        if self.nom is not None and not self.nom.is_official:
            parts.append(_("aussi appelée %(nom)s") % {"nom": self.nom.texte})
        return " · ".join(filter(None, parts))

    @cached_property
    def commune(self) -> Commune:
        """The row of the table, fetched at the first use with its names."""
        return fetch_commune(self.record)


@dataclass(frozen=True)
class Reponse:
    """What the field « où » means.

    `match` is the commune meant, None when nothing or several are: then `candidats` are to
    choose from. With a `match`, `candidats` are its homonyms. `message` is in French for
    whoever typed, "" when there is nothing to say.
    """

    match: CommuneMatch | None = None
    candidats: tuple[CommuneMatch, ...] = ()
    message: str = ""

    @property
    def commune(self) -> Commune | None:
        return self.match.commune if self.match else None


def search_communes(text: str, limit: int = DEFAULT_LIMIT) -> list[CommuneMatch]:
    """Return the communes that a text being typed may mean, best first, at most 50.

    Order: the text is the whole name, its start, the start of a word, inside; then by
    population. Postcodes, INSEE and NIS codes (also former ones), "lille 59", "lyon 3e",
    "st pol", and near spellings when nothing else is found.
    """
    return [CommuneMatch(*found) for found in get_searcher().search(text.strip(), limit)]


def resolve_ou(text: str) -> Reponse:
    """Tell which commune the plain field « où » means, as typed by somebody without JavaScript."""
    typed = _printable(text)
    if not typed:
        return Reponse()
    matches = search_communes(typed)
    if not matches:
        message = _("On ne connaît pas « %(texte)s ». Essaie le nom de ta ville.")
        return Reponse(message=message % {"texte": typed})
    if matches[0].position == Position.NEAR:
        message = _("On ne connaît pas « %(texte)s ». Tu cherches peut-être :")
        return Reponse(candidats=tuple(matches[:5]), message=message % {"texte": typed})
    exact = [match for match in matches if match.position == Position.EXACT]
    choice = _most_precise(exact) if exact else matches
    if len(choice) == 1 or (parse_query(typed).name and _dominates(choice)):
        return Reponse(match=choice[0], candidats=tuple(choice[1:]))
    message = _("Plusieurs communes correspondent à « %(texte)s ». Laquelle ?")
    return Reponse(candidats=tuple(choice), message=message % {"texte": typed})


class MentionTrouvee(NamedTuple):
    """A place named in a sentence; the three are None, None and () when there is none.

    `match` is the commune, None when homonyms are as likely: then `candidats` are to choose
    from; with a `match` they are its other homonyms. `span` is where it is said,
    preposition included: text[:start] + text[end:] no longer names the place.
    """

    match: CommuneMatch | None = None
    span: tuple[int, int] | None = None
    candidats: tuple[CommuneMatch, ...] = ()


def find_in_text(text: str) -> MentionTrouvee:
    """Find the commune named in a sentence: "stage près de Roubaix", "logement tourcoing".

    Ordinary words that name communes too (sens, bus, croix) are only taken for places on
    further evidence; see `geo.gazetteer.sentences`.
    """
    mention = SentenceReader(get_gazetteer()).best_mention(text)
    if mention is None:
        return MentionTrouvee()
    found = _most_precise([CommuneMatch(record) for record in mention.records])
    if len(found) == 1 or _dominates(found):
        return MentionTrouvee(found[0], mention.span, tuple(found[1:]))
    return MentionTrouvee(None, mention.span, tuple(found))


def nearest_commune(latitude: float, longitude: float) -> tuple[CommuneMatch, float] | None:
    """Return the commune whose point is nearest and its distance in km, None without communes."""
    found = get_gazetteer().nearest(latitude, longitude)
    return (CommuneMatch(found[0]), found[1]) if found else None


def fetch_commune(record: CommuneRecord) -> Commune:
    """Return the row of a record, with the names that `str()` and `zone_keys` read."""
    return Commune.objects.with_names().get(pk=record.pk)


def _most_precise(matches: list[CommuneMatch]) -> list[CommuneMatch]:
    """Leave out the communes of which a part is there too: 75015 means the district."""
    wholes = {id(match.record.parent) for match in matches}
    return [match for match in matches if id(match.record) not in wholes]


def _dominates(matches: list[CommuneMatch]) -> bool:
    first, second = (match.record.poids for match in matches[:2])
    return first >= DOMINANCE * max(second, 1)


def _printable(text: str) -> str:
    """One line, without control characters, short enough to be quoted."""
    return " ".join("".join(filter(str.isprintable, text)).split())[:MAX_QUOTED]


def _few(codes: tuple[str, ...], shown: int = 3) -> str:
    return ", ".join(codes[:shown]) + ("…" if len(codes) > shown else "")

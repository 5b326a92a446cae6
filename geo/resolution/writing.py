"""The cells of a row, read: names to look for, postcode, hints of place."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.folding import fold
from geo.gazetteer.forms import canonical
from geo.mojibake import repair
from geo.resolution.abroad import says_belgium
from geo.resolution.postcodes import Postcode, read_postcode

MAX_LENGTH = 200

_EMPTY = frozenset({"", "nc", "n c", "na", "n a", "neant", "inconnu", "inconnue", "null", "none",
                    "nan", "non renseigne", "non communique", "x", "xx", "0"})  # fmt: skip

# Places that every commune has, beside its name; some communes are called so too.
_ANYWHERE = frozenset({"le bourg", "bourg", "centre", "centre ville", "gare", "la gare", "le centre",
                       "mairie", "la mairie", "village", "le village", "zone industrielle"})  # fmt: skip

_INITIAL = re.compile(r"(?!N\.\s?D)[^\W\d]\.", re.IGNORECASE)
_HOLE = re.compile(r"\?|\ufffd")
_SOUS = re.compile(r"\bs\s*/\s*s\b[\s/.-]*", re.IGNORECASE)
_SUR = re.compile(r"\bs\s*/\s*", re.IGNORECASE)
_GLUED_SAINT = re.compile(r"\b(St|ST|Ste|STE)\.?(?=[A-ZÉÈ][a-zéè])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_CEDEX = re.compile(r"\bc[eé]dex\b(?:\s*n?[°o]?\s*(\d{1,2})(?!\d))?", re.IGNORECASE)
_BOX = re.compile(r"\b(?:B\.?\s?P|C\.?\s?S|T\.?\s?S\.?\s?A)\.?\s*n?°?\s*\d[\d ]*\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(\d{1,2})\s*(?:er|ère|ere|[eè]me|i[eè]me|nde?|e)\b(?:\s*(?:arr(?:dt|ondissement)?s?)\b\.?)?",
    re.IGNORECASE,
)
_ARRONDISSEMENT = re.compile(r"\barr(?:dt|ondissement)?s?\b\.?", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![\w/])(?:[FfBb][ -]*)?(?:\d{5}|\d{2} \d{3}|(?<=[Bb]-)\d{4})(?!\w)")
_FOUR_DIGITS = re.compile(r"(?<!\w)\d{4}(?!\w)")
_NUMBER = re.compile(r"(?<!\w)(?:\d{1,3}|2[AaBb])(?!\w)")
_GLUED_NUMBER = re.compile(r"(?<=[^\W\d]{3})\d{1,2}$")
_SEPARATOR = re.compile(r"\s[-–—]+\s|\s[-–—]+$|^[-–—]+\s|\s*[/,;|:]\s*")
_HEAD = re.compile(r"^(?:ville|commune|mairie|cc|ca)\s+(?:de\s+|du\s+|des\s+|d['’ ])", re.IGNORECASE)
_TAIL = re.compile(r"\s(?:centre|centre[ -]ville|ville|intra[ -]muros)$", re.IGNORECASE)
_LAST_LINE = re.compile(
    r".*(?<!\w)(?P<code>(?:[FB]-)?\d{5}|B-?\d{4}|\d{2} \d{3})(?:\s+|\s*[,–—-]\s*)(?P<nom>[^\W\d].*)"
)


@dataclass(slots=True)
class Ecrit:
    """What a row says of its commune.

    `whole` is canonical, brackets included, when there are some;
    `names` are canonical, without them, the longest first; `shortened` are names that open with an initial,
    where "L." is no article ("L. sur Marne"); `holed` are patterns of names that lost letters
    to a bad encoding ("Ch?teau"); `hints` are canonical words in brackets;
    `district` is the number of a municipal district, which "cedex 08" gives too;
    `in_belgium` when that is written in the name, in brackets or before the postcode.
    """

    texte: str
    whole: str = ""
    names: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    holed: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    postcode: Postcode = field(default_factory=Postcode)
    departement: str = ""
    number: str = ""
    district: int | None = None
    cedex: int | None = None
    in_belgium: bool = False

    @property
    def has_name(self) -> bool:
        """A name is written, even with holes."""
        return bool(self.names or self.shortened or self.holed)


def read_row(nom: str, code_postal: str = "", adresse: str = "") -> Ecrit:
    """Read the cells; name and postcode are put back in order when they were swapped."""
    nom, code_postal = _clean(nom), _clean(code_postal)
    if not re.search(r"[^\W\d]", nom) and re.search(r"[^\W\d]{3}", code_postal):
        nom, code_postal = code_postal, nom
    postcode = read_postcode(code_postal)
    if fold(nom) in _EMPTY:
        nom = "" if fold(postcode.rest) in _EMPTY else postcode.rest
    if not nom or not (postcode.french or postcode.belgian):
        nom, postcode = _with_address(nom, postcode, _clean(adresse))
    return _read_name(nom, postcode)


def _with_address(nom: str, postcode: Postcode, adresse: str) -> tuple[str, Postcode]:
    """Complete from the end of an address: "12 rue X 59000 Lille cedex"."""
    found = _LAST_LINE.match(adresse)
    if found is None:
        return nom, postcode
    if not (postcode.french or postcode.belgian):
        postcode = read_postcode(found["code"])
    return nom or found["nom"], postcode


def _read_name(nom: str, postcode: Postcode) -> Ecrit:
    ecrit = Ecrit(texte=nom, postcode=postcode)
    text = _GLUED_SAINT.sub(r"\1 ", _SUR.sub("sur ", _SOUS.sub("sous ", nom)))
    text = _GLUED_NUMBER.sub(r" \g<0>", text)
    if cedex := _CEDEX.search(text):
        ecrit.cedex = int(cedex[1]) if cedex[1] else None
    text = _CEDEX.sub(" ", _BOX.sub(" ", text))
    brackets = [found for found in _BRACKETS.findall(text) if found.strip()]
    main = _BRACKETS.sub(" ", text).strip() or " ".join(brackets)
    for bracket in brackets:
        _read_hint(ecrit, bracket)
    if brackets:
        ecrit.whole = canonical(text)
    main = _take_numbers(ecrit, main)
    for variant in _variants(main):
        if _INITIAL.match(variant):
            ecrit.shortened.append(canonical(variant))
            continue
        if variant != main and canonical(variant) in _ANYWHERE:
            continue
        if _HOLE.search(variant):
            ecrit.holed.append(_pattern(variant))
        elif (name := canonical(variant)) and name not in ecrit.names:
            ecrit.names.append(name)
    ecrit.names += [half for name in ecrit.names[:1] if (half := _said_twice(name))]
    ecrit.in_belgium = ecrit.postcode.pays == "BE" or says_belgium(ecrit.names, ecrit.hints)
    return ecrit


def _said_twice(name: str) -> str:
    """Return "lille" for "lille lille", "" for a name said once."""
    words = name.split()
    half, odd = divmod(len(words), 2)
    return " ".join(words[:half]) if not odd and words[:half] == words[half:] else ""


def _pattern(text: str) -> str:
    """Return a pattern of the letters of a name, where each "?" may be one or two."""
    pieces = (fold(piece).replace(" ", "") for piece in _HOLE.split(text))
    return "[a-z]{0,2}".join(pieces)


def _take_numbers(ecrit: Ecrit, text: str) -> str:
    """Take postcode, département and district out of a name: "59650 Ascq", "LYON 03", "PARIS 8E"."""
    if found := _POSTCODE.search(text) or (_FOUR_DIGITS.search(text) if not ecrit.postcode.written else None):
        if not (ecrit.postcode.french or ecrit.postcode.belgian):
            ecrit.postcode = read_postcode(found[0])
        text = f"{text[: found.start()]} {text[found.end() :]}"
    if found := _ORDINAL.search(text):
        ecrit.district = int(found[1])
        text = f"{text[: found.start()]} {text[found.end() :]}"
    if found := _NUMBER.search(text):
        ecrit.number = found[0].upper()
        text = f"{text[: found.start()]} {text[found.end() :]}"
    return _ARRONDISSEMENT.sub(" ", text).strip(" -–—,;/:.")


def _read_hint(ecrit: Ecrit, bracket: str) -> None:
    """Read what brackets say: a département by number, a district, an article, a place."""
    number = _NUMBER.fullmatch(bracket.strip())
    if number:
        ecrit.departement = number[0].upper().zfill(2)
    elif district := _ORDINAL.fullmatch(bracket.strip()):
        ecrit.district = int(district[1])
    elif code := _POSTCODE.search(bracket):
        if not ecrit.postcode.written:
            ecrit.postcode = read_postcode(code[0])
    elif hint := canonical(bracket):
        ecrit.hints.append(hint)


def _variants(text: str) -> Iterable[str]:
    """The whole text, then without what surrounds a name, then each of its pieces."""
    pieces = [piece for piece in _SEPARATOR.split(text) if piece]
    plain = (_TAIL.sub("", _HEAD.sub("", piece)) for piece in (text, *pieces))
    return dict.fromkeys((text, *plain))


def _clean(text: str | None) -> str:
    """One line of printable characters, of bounded length."""
    text = repair(html.unescape(html.unescape(str(text or "")[:MAX_LENGTH])))
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

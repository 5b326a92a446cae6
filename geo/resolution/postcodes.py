"""Postcodes as people and spreadsheets write them."""

import re
import unicodedata
from typing import NamedTuple

# What is neither a digit nor a letter of a postcode: spaces, dots, dashes, apostrophes.
_SPREADSHEET_DECIMALS = re.compile(r"[.,]0+$")
_THOUSANDS = re.compile(r"^(\d{1,2})[.,\s](\d{3})(?:[.,]0{1,2})?$")
_LETTER_O = re.compile(r"(?<=\d)[oO](?=[\doO]|$)")
_COUNTRY = re.compile(r"^(fr|f|be|b|l|ch|d|es|it|mc)[\s.-]*(?=\d)", re.IGNORECASE)
_COUNTRIES = {"fr": "FR", "f": "FR", "be": "BE", "b": "BE"}
_SPACED = re.compile(r"\b(\d{2})[\s.](\d{3})\b|\b(\d{3})[\s.](\d{2})\b")

FOREIGN = "??"

# Saint-Barthélemy and Saint-Martin kept the postcodes of Guadeloupe, whose CEDEX they share;
# the CEDEX of Réunion are also 977xx and 978xx.
_SHARED_PREFIXES = {
    "970": ("971", "977", "978"),
    "971": ("971", "977", "978"),
    "977": ("974", "977"),
    "978": ("974", "978"),
}


class Postcode(NamedTuple):
    """What the cell tells: a French code of five digits, a Belgian one of four, a département.

    Four digits may be a French code that lost its zero: both are given then. `insee` is the
    Corsican or other code that people put there by mistake. `pays` is what a prefix says:
    "FR", "BE", `FOREIGN`, "" without one.
    """

    french: str = ""
    belgian: str = ""
    departement: str = ""
    pays: str = ""
    insee: str = ""
    rest: str = ""  # other words of the cell: "Lille cedex"

    @property
    def is_certain(self) -> bool:
        """False when a zero had to be put back."""
        return bool(self.french) != bool(self.belgian)

    @property
    def codes(self) -> tuple[str, ...]:
        """The whole codes that it may be."""
        return tuple(filter(None, (self.french, self.belgian)))

    @property
    def written(self) -> str:
        """The code to quote, as it was read."""
        return self.belgian or self.french or self.insee or self.departement


def read_postcode(text: str) -> Postcode:
    """Read "59 000", "59,000", "F-59000", "1000", "59000.0", "59040 CEDEX", "2A", "B-7700"…"""
    text = unicodedata.normalize("NFKC", text).strip()
    text = _SPREADSHEET_DECIMALS.sub("", _THOUSANDS.sub(r"\1\2", text))
    country = _COUNTRY.match(text)
    pays = ""
    if country:
        pays = _COUNTRIES.get(country[1].lower(), FOREIGN)
        text = text[country.end() :]
    text = _LETTER_O.sub("0", text)
    text = _SPACED.sub(lambda found: "".join(filter(None, found.groups())), text)
    number = re.search(r"(?<![\w])(?:\d+|2[AaBb]\d{0,3})(?![\w])", text)
    if number is None:
        return Postcode(pays=pays, rest=text)
    rest = f"{text[: number.start()]} {text[number.end() :]}".strip()
    return _of_digits(number[0].upper(), pays, rest)


def _of_digits(digits: str, pays: str, rest: str) -> Postcode:
    if digits[:2] in ("2A", "2B"):
        departement, insee = digits[:2], digits if len(digits) == 5 else ""
        return Postcode(departement=departement, pays=pays, insee=insee, rest=rest)
    if len(digits) == 5:
        return Postcode(digits, departement=departement_of(digits), pays=pays, rest=rest)
    if len(digits) == 4 and pays == "BE":
        return Postcode(belgian=digits, pays=pays, rest=rest)
    if len(digits) == 4:
        french = f"0{digits}"
        belgian = "" if pays == "FR" else digits
        return Postcode(french, belgian, departement_of(french), pays, rest=rest)
    if len(digits) == 3 and digits.startswith(("97", "98")):
        return Postcode(departement=digits, pays=pays, rest=rest)
    if len(digits) <= 2:
        return Postcode(departement=digits.zfill(2), pays=pays, rest=rest)
    if len(digits) == 6:  # one digit too many: only its beginning may be believed
        return Postcode(departement=departement_of(digits), pays=pays, rest=rest)
    return Postcode(pays=pays, rest=rest)


def departement_of(postcode: str) -> str:
    """Return what the first digits say: "59", "971", "20" for both of Corsica."""
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


def is_in(departement: str, of_commune: str) -> bool:
    """Tell whether a commune's département is the one that a postcode says."""
    if departement == "20":
        return of_commune in ("2A", "2B")
    return of_commune in _SHARED_PREFIXES.get(departement, (departement,))


def is_one_slip_away(written: str, postcode: str) -> bool:
    """Tell whether two codes differ by one digit, or by two neighbours swapped."""
    if len(written) != len(postcode):
        return False
    places = [i for i, pair in enumerate(zip(written, postcode, strict=True)) if pair[0] != pair[1]]
    if len(places) == 2 and places[1] == places[0] + 1:
        low, high = places
        return written[low] == postcode[high] and written[high] == postcode[low]
    return len(places) == 1

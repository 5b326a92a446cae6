"""What an SMS costs: the GSM 7-bit alphabet, segments, and how to stay inside it (3GPP TS 23.038, 23.040)."""

import unicodedata
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")  # two characters each: an escape, then the sign
PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "…": "...", "•": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": "", "œ": "oe", "Œ": "OE", "ÿ": "y", "\t": " ",
        "ç": "c",  # only the capital is in the alphabet
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mesure:
    """How a text travels: in which alphabet, how long in its units, in how many billed segments."""

    gsm7: bool
    longueur: int  # characters of GSM-7, or UTF-16 units
    segments: int
    place: int  # units left in the last segment


def measure(texte: str) -> Mesure:
    """Measure a text as it would be sent: 160 characters alone, 153 each in a series; 70 and 67 outside GSM-7."""
    if all(sign in BASIC or sign in ESCAPED for sign in texte):
        return _measure([2 if sign in ESCAPED else 1 for sign in texte], alone=160, each=153, gsm7=True)
    return _measure([2 if ord(sign) > 0xFFFF else 1 for sign in texte], alone=70, each=67, gsm7=False)


def _measure(sizes: list[int], *, alone: int, each: int, gsm7: bool) -> Mesure:
    """Fill segments in order; an escape pair or a surrogate pair is never cut in two."""
    total = sum(sizes)
    if total <= alone:
        return Mesure(gsm7, total, 1, alone - total)
    segments, filled = 1, 0
    for size in sizes:
        if filled + size > each:
            segments, filled = segments + 1, 0
        filled += size
    return Mesure(gsm7, total, segments, each - filled)


def simplify(texte: str) -> str:
    """Return the text with what GSM-7 has a plain stand-in for replaced: ’ by ', « by ", ê by e, œ by oe.

    Letters of the alphabet (é, è, à, ù) stay; signs without a stand-in (an emoji) stay too, and double the price.
    """
    guillemets = texte.replace("«\u00a0", '"').replace("\u00a0»", '"').replace("«\u202f", '"').replace("\u202f»", '"')
    texte = guillemets.replace("« ", '"').replace(" »", '"').replace("«", '"').replace("»", '"').translate(PLAIN)
    return "".join(sign if sign in BASIC or sign in ESCAPED else _unaccented(sign) for sign in texte)


def _unaccented(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[0]
    return base if base in BASIC else sign

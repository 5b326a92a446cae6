"""The one folding of text: what is typed and what is stored are compared in this form.

Folded text holds only `a-z`, `0-9` and single spaces between words. Accents and ligatures
are spelled out, everything else that is not a letter or a digit separates words, invisible
marks vanish. "Villeneuve-d’Ascq" and "VILLENEUVE D ASCQ" fold alike.
"""

import re
import unicodedata

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

# Latin letters that Unicode does not decompose, after `casefold` (which spells out ß).
_SPELLED_OUT = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŋ": "n",
        "þ": "th",
        "ŧ": "t",
        "ĸ": "k",
    }
)

# Combining marks (accents once decomposed) and invisible format marks: soft hyphen,
# zero-width space, byte-order mark, direction marks.
_VANISH = frozenset({"Mn", "Me", "Cf"})


def fold(text: str) -> str:
    """Return `text` in lower-case ASCII words separated by one space ("" when none is left).

    Idempotent. Scripts other than Latin leave nothing.
    """
    if not text.isascii():
        text = _NOT_ASCII.sub(" ", _decompose(text))
    return _NOT_ALPHANUMERIC.sub(" ", text.lower()).strip()


def _decompose(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_SPELLED_OUT)
    return "".join(character for character in text if unicodedata.category(character) not in _VANISH)

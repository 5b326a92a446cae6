"""Text whose UTF-8 bytes were read in a one-byte encoding: "ChÃ¢teau" for "Château"."""

import re

# What the first bytes of "é", "œ", "’"… look like, and what follows them, in Windows-1252 or Latin-1.
_FOLLOWING = "[\x80-\xbf\u0152-\u2122]"
_MOJIBAKE = re.compile(f"[ÂÃÅ]{_FOLLOWING}|â[€\x80‚\x82]{_FOLLOWING}")

READINGS = 2  # some files were misread twice


def repair(text: str) -> str:
    """Return the text as it was meant; what cannot be decoded stays as it is.

    >>> repair("ArmentiÃ¨res")
    'Armentières'
    """
    for _ in range(READINGS):
        if text.isascii():
            return text
        text = _MOJIBAKE.sub(lambda found: _decoded(found[0]), text)
    return text


def _decoded(letters: str) -> str:
    try:
        return b"".join(map(_byte, letters)).decode("utf-8")
    except UnicodeError:
        return letters


def _byte(letter: str) -> bytes:
    """Windows-1252 leaves five bytes without a letter: they are read as controls."""
    return letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252")

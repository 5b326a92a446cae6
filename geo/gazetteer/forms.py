"""Forms of a name of commune, from the most faithful to the loosest.

Directories write "ST POL S/ MER", "Quesnoy (Le)", "Villeneuve dascq" or "Marcq en
Baroeul": each form forgets one more habit of writing, so that two writings of the same
name meet on one of them.
"""

import re

from geo.folding import fold

ARTICLES = frozenset({"le", "la", "les", "l"})

# Words that link the others and that people leave out or change.
LINKS = ARTICLES | frozenset({"de", "du", "des", "d", "en", "et", "sur", "sous", "aux", "au", "a"})

_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "snt": "saint",
    "s": "sur",
    "sr": "sur",
    "ss": "sous",
    "dt": "devant",
    "lez": "les",
    "mt": "mont",
    "nd": "notre dame",
    "gd": "grand",
    "gde": "grande",
}

_NOTRE_DAME = re.compile(r"\bn d\b")


def canonical(text: str) -> str:
    """Return the folded name with its usual abbreviations spelled out.

    >>> canonical("ST-GERMAIN S/ AVRE")
    'saint germain sur avre'
    """
    words = _NOTRE_DAME.sub("notre dame", fold(text)).split()
    spelled = [_WORDS.get(word, word) for word in words]
    if words[:1] == ["s"]:  # the initial of anything
        spelled[0] = "s"
    return " ".join(spelled)


def bare(canonical_name: str) -> str:
    """Leave out the article that opens or, in lists, closes a canonical name.

    >>> bare("le quesnoy"), bare("quesnoy le")
    ('quesnoy', 'quesnoy')
    """
    words = canonical_name.split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    if len(words) > 1 and words[-1] in ARTICLES:
        words = words[:-1]
    return " ".join(words)


def squeezed(canonical_name: str) -> str:
    """Forget where words are cut, and the article: 'villeneuvedascq'."""
    return bare(canonical_name).replace(" ", "")


def skeleton(canonical_name: str) -> str:
    """Keep the words that carry the name: 'marcq baroeul', 'saint pol mer'."""
    words = [word for word in canonical_name.split() if word not in LINKS]
    return " ".join(words) or canonical_name

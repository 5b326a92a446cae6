"""Ordinary French words that name communes too, from a dictionary; see `build_noms_communes`."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import fill

from geo.folding import fold
from geo.gazetteer.forms import bare, canonical

# Towns whose name is in dictionaries but that nobody types for anything else.
TOWNS = frozenset({
    "ales", "anglet", "argentan", "arques", "bachant", "bizet", "bordeaux", "boucau", "calais",
    "cambrai", "cannes", "castres", "cavaillon", "chantilly", "chateaubriant", "cluses",
    "colombes", "coulommiers", "dole", "douai", "elbeuf", "etampes", "fontainebleau", "frontignan",
    "genas", "gueret", "havre", "hem", "herbiers", "landerneau", "lavera", "limoges", "lourdes",
    "madeleine", "mana", "mans", "maroilles", "meaux", "menin", "messines", "mezieres",
    "montmorency", "muret", "olivet", "pantin", "paris", "perigueux", "pithiviers", "privas",
    "provin", "provins", "quernes", "quimper", "rennes", "rodez", "santes", "sarcelles",
    "sassenage", "sceaux", "sevres", "sorgues", "talant", "tarare", "targe", "tournai", "trappes",
    "valence", "valenciennes", "vannes", "venelles", "vichy", "vouvray",
})  # fmt: skip

HEADER = """\
# Ordinary French words that are also names of communes, folded. In a sentence they need more
# than their own presence to be taken for a place (geo.gazetteer.sentences).
# Source: words without a capital of Debian's wfrench 1.2.7 (GPL-2+), kept when a commune bears
# the name, but for the towns that nobody takes for a word (Paris, Calais, Hem…).
"""


def ordinary_words(names: Iterable[str], dictionary: Path) -> list[str]:
    """Return the words of a dictionary (one per line) that are names of communes, articles apart."""
    lines = dictionary.read_text(encoding="utf-8").splitlines()
    words = {fold(line) for line in lines if line[:1].islower()}
    single = {bare(canonical(name)) for name in names}
    return sorted(name for name in (single & words) - TOWNS if " " not in name)


def write_words(words: Iterable[str], path: Path) -> None:
    """Write the words in lines of a hundred characters, under their source."""
    path.write_text(f"{HEADER}{fill(' '.join(words), 100)}\n", encoding="utf-8")

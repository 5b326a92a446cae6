"""Paths inside a record: "offre.titre", "lieux.0.ville", "@id", several tries separated by " | "."""

from collections.abc import Iterator
from typing import Any

from geo.folding import fold

TEXTE = "#text"  # where XML keeps the text of an element that has attributes
PROFONDEUR, CHEMINS_MAX = 5, 300


def find(donnees: Any, chemin: str) -> Any:
    """Return the first value found that says something, None when there is none.

    A step through a list without an index goes into its first item; names may differ by case and accents.
    """
    for essai in chemin.split("|"):
        valeur = _follow(donnees, essai.strip())
        if valeur not in (None, "", [], {}):
            return valeur
    return None


def _follow(donnees: Any, chemin: str) -> Any:
    if isinstance(donnees, dict) and chemin in donnees:  # a CSV title may hold a dot
        return plain(donnees[chemin])
    valeur = donnees
    for pas in chemin.split("."):
        if isinstance(valeur, list):
            if pas.isdecimal():
                valeur = valeur[int(pas)] if int(pas) < len(valeur) else None
                continue
            valeur = valeur[0] if valeur else None
        if not isinstance(valeur, dict):
            return None
        valeur = valeur[pas] if pas in valeur else _loosely(valeur, pas)
    return plain(valeur)


def _loosely(donnees: dict[str, Any], pas: str) -> Any:
    voulu = fold(pas)
    return next((valeur for cle, valeur in donnees.items() if voulu and fold(str(cle)) == voulu), None)


def plain(valeur: Any) -> Any:
    """Return the text of an XML element that also has attributes; anything else as it is."""
    if isinstance(valeur, dict) and TEXTE in valeur:
        return valeur[TEXTE]
    if isinstance(valeur, list):
        return [plain(un) for un in valeur]
    return valeur


def list_paths(donnees: Any, avant: str = "", profondeur: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield (path, value) for the leaves of a record, for whoever writes a mapping."""
    if profondeur > PROFONDEUR:
        return
    if isinstance(donnees, dict):
        for cle, valeur in donnees.items():
            yield from list_paths(valeur, f"{avant}.{cle}" if avant else str(cle), profondeur + 1)
    elif isinstance(donnees, list) and donnees and isinstance(donnees[0], dict | list):
        yield from list_paths(donnees[0], f"{avant}.0", profondeur + 1)
    else:
        yield avant, donnees

"""Which column of a table holds which field: the documented names, and those met in public directories.

A header is compared folded ("Code postal de l’établissement" → "code postal"), without the words that only say
whose name or address it is. The names themselves are data: `ressources/donnees/colonnes.yaml`.
"""

import re
from pathlib import Path

import yaml

from geo.folding import fold

_TABLE = yaml.safe_load((Path(__file__).parent.parent / "donnees" / "colonnes.yaml").read_text(encoding="utf-8"))
CHAMPS: tuple[str, ...] = tuple(_TABLE["champs"])
ALIAS: dict[str, list[str]] = _TABLE["alias"]

RANG_PERSONNE = 200  # beside a first name, "nom" is that of a person
RANG_REDUIT = 100  # an alias found only once the empty words are dropped is worth less than an exact one
_MOTS_VIDES = frozenset(_TABLE["mots_vides"])
_CAMEL = re.compile(r"(?<=[a-zéè])(?=[A-Z])")  # "codePostalEtablissement" is three words


def _shorten(texte: str) -> str:
    return " ".join(mot for mot in texte.split() if mot not in _MOTS_VIDES)


_EXACT = {alias: (champ, rang) for champ, noms in ALIAS.items() for rang, alias in enumerate(noms)}
_EXACT.update({fold(champ): (champ, 0) for champ in ALIAS})
_REDUIT = {_shorten(alias): cible for alias, cible in reversed(_EXACT.items()) if _shorten(alias)}


def match_header(entete: object) -> tuple[str, int] | None:
    """Return (field, rank of the alias; 0 is the best) for a header, None when it is none of ours."""
    texte = fold(_CAMEL.sub(" ", str(entete or "")[:200]))
    if texte in _EXACT:
        return _EXACT[texte]
    champ = _REDUIT.get(_shorten(texte))
    return (champ[0], champ[1] + RANG_REDUIT) if champ else None


def match_headers(entetes: list) -> dict[int, str]:
    """Return {column index: field}, each field once: its best alias, then the leftmost column.

    Beside a first name, "nom" is a person's: any other column that names the structure wins.
    """
    personnes = any(fold(str(entete or "")[:200]).startswith("prenom") for entete in entetes)
    trouves: dict[str, tuple[int, int]] = {}
    for colonne, entete in enumerate(entetes):
        cible = match_header(entete)
        if personnes and cible == ("nom", 0):
            cible = ("nom", RANG_PERSONNE)
        if cible and (cible[0] not in trouves or cible[1] < trouves[cible[0]][0]):
            trouves[cible[0]] = (cible[1], colonne)
    return {colonne: champ for champ, (_rang, colonne) in trouves.items()}

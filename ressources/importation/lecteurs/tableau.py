"""Turn rows of cells into records: find the header, name the columns, skip what is not a record."""

from collections.abc import Iterable, Iterator
from itertools import chain

from ressources.importation.colonnes import match_headers
from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lignes import Ligne, is_blank

ENTETE_MAX = 20  # non-blank rows in which the header is looked for (titles and notes come before it)
LOCALISATION = {"commune", "code_postal", "code_insee", "adresse"}  # one of them is compulsory
COLONNES_MIN = 2
TITRES_CITES = 12

Cellules = tuple[int, list]


def score_header(rangees: Iterable[Cellules]) -> int:
    """Return how many fields the best header of `rangees` names (0: no header at all)."""
    return max((len(champs) for _fin, champs in _candidates(list(rangees)[:ENTETE_MAX])), default=0)


def read_table(rangees: Iterable[Cellules], *, stricte: bool) -> Iterator[Ligne]:
    """Yield the records under the header; `stricte` marks a record with more cells than columns as unreadable.

    Raises FichierRefuse when no header names the structure (`nom`) and where it is, or no record follows.
    """
    flux = iter(rangees)
    debut = _take(flux, ENTETE_MAX)
    dernier, champs = _find_header(debut)
    entetes = debut[max(0, dernier - 1) : dernier + 1]
    largeur = max(max(champs) + 1, *(_width(cellules) for _numero, cellules in entetes)) if stricte else 0
    vide = True
    titres = debut[dernier][1]
    for numero, cellules in chain(debut[dernier + 1 :], flux):
        if cellules == titres or all(is_blank(cellule) for cellule in cellules):
            continue  # blank rows, and the header repeated at the top of each printed page
        vide = False
        yield _record(numero, cellules, champs, largeur)
    if vide:
        raise FichierRefuse("Le fichier ne contient aucune ligne sous les titres de colonnes.")


def _take(flux: Iterator[Cellules], nombre: int) -> list[Cellules]:
    rangees: list[Cellules] = []
    for rangee in flux:
        if any(not is_blank(cellule) for cellule in rangee[1]):
            rangees.append(rangee)
        if len(rangees) == nombre:
            break
    return rangees


def _candidates(rangees: list[Cellules]) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield (index of the last header row, columns) for one-row and two-row (merged cells) headers with a `nom`."""
    for rang, (_numero, cellules) in enumerate(rangees):
        simple = match_headers(cellules)
        if "nom" in simple.values() and len(simple) >= COLONNES_MIN:
            yield rang, simple
        if rang + 1 < len(rangees):
            double = match_headers(_merge(cellules, rangees[rang + 1][1]))
            seul = match_headers(rangees[rang + 1][1])
            if "nom" in double.values() and len(double) > max(len(simple), len(seul)) and len(seul) >= COLONNES_MIN:
                yield rang + 1, double


def _merge(haut: list, bas: list) -> list:
    longueur = max(len(haut), len(bas))
    haut, bas = [*haut, *[None] * (longueur - len(haut))], [*bas, *[None] * (longueur - len(bas))]
    return [dessus if is_blank(dessous) else dessous for dessus, dessous in zip(haut, bas, strict=True)]


def _find_header(rangees: list[Cellules]) -> tuple[int, dict[int, str]]:
    if not rangees:
        raise FichierRefuse("Le fichier est vide.")
    dernier, champs = max(_candidates(rangees), key=lambda candidat: len(candidat[1]), default=(0, {}))
    if not champs:
        vus = _titles(rangees[0][1])
        raise FichierRefuse(
            "Colonne obligatoire introuvable : « nom ». Renommez ainsi celle qui porte le nom des structures. "
            f"Titres lus : {vus or 'aucun'}.",
            rangees[0][0],
        )
    if not LOCALISATION & set(champs.values()):
        raise FichierRefuse(
            "Colonne obligatoire introuvable : « commune », « code_postal », « code_insee » ou « adresse ». "
            f"Renommez ainsi celle qui dit où est la structure. Titres lus : {_titles(rangees[dernier][1])}.",
            rangees[dernier][0],
        )
    return dernier, champs


def _titles(cellules: list) -> str:
    """Quote the first titles of a row, for whoever has to rename one."""
    return ", ".join(str(cellule)[:30] for cellule in cellules[:TITRES_CITES] if not is_blank(cellule))


def _width(cellules: list) -> int:
    """Return the number of cells up to the last one that says something."""
    return max((rang for rang, cellule in enumerate(cellules, 1) if not is_blank(cellule)), default=0)


def _record(numero: int, cellules: list, champs: dict[int, str], largeur: int) -> Ligne:
    if largeur and _width(cellules) > largeur:
        trop = f"{_width(cellules)} cellules pour {largeur} colonnes : un séparateur ou un guillemet est de trop."
        return Ligne(numero, {}, erreur=trop)
    valeurs = {champ: cellules[rang] if rang < len(cellules) else None for rang, champ in champs.items()}
    return Ligne(numero, valeurs)

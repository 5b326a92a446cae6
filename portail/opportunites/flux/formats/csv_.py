"""CSV: titles on the first row that has several, then one offer per row."""

from collections.abc import Iterator
from pathlib import Path

from geo.folding import fold
from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs import octets
from ressources.importation.lecteurs.cellules_csv import Cellules, read_cells
from ressources.importation.lignes import Ligne, is_blank

from ..champs import TITRES_CONNUS

AUTRES = {b"<": "XML", b"{": "JSON", b"[": "JSON"}  # what a file of another format begins with
ENTETE_MAX = 20  # rows among which the titles are looked for


def read_elements(path: Path, elements: str = "") -> Iterator[Ligne]:
    """Yield the rows as {title: cell}; raises FichierRefuse without titles or rows."""
    if nature := AUTRES.get(octets.first_bytes(path).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]):
        raise FichierRefuse(f"Ce fichier n’est pas du CSV : on dirait du {nature}.")
    titres: list[str] = []
    vide = True
    for numero, cellules in read_cells(path, _score):
        if not titres:
            titres = _titles(cellules)
            if not titres and numero > ENTETE_MAX:
                break
            continue
        if all(map(is_blank, cellules)) or [str(c).strip() for c in cellules] == titres:
            continue
        vide = False
        yield _record(numero, cellules, titres)
    if not titres:
        raise FichierRefuse("Aucune ligne de titres : la première ligne doit nommer les colonnes.")
    if vide:
        raise FichierRefuse("Le fichier ne contient aucune ligne sous les titres de colonnes.")


def _score(rangees: list[Cellules]) -> int:
    """Prefer the separator that makes known titles, then the one that makes most columns."""
    return max(
        (100 * sum(fold(str(c)) in TITRES_CONNUS for c in cellules) + len(cellules) for _n, cellules in rangees[:5]),
        default=0,
    )


def _titles(cellules: list) -> list[str]:
    titres = [str(cellule).strip() for cellule in cellules]
    pleins = [titre for titre in titres if titre]
    return titres if len(pleins) > 1 or fold(" ".join(pleins)) in TITRES_CONNUS else []


def _record(numero: int, cellules: list, titres: list[str]) -> Ligne:
    if any(not is_blank(cellule) for cellule in cellules[len(titres) :]):
        return Ligne(numero, {}, erreur=f"{len(cellules)} cellules pour {len(titres)} colonnes")
    return Ligne(numero, {titre: cellule for titre, cellule in zip(titres, cellules, strict=False) if titre})

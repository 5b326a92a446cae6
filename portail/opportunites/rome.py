"""Trades and their ROME codes: what young people call a job leads to the offers of the same code.

`donnees/rome.yaml` holds an extract of the Répertoire opérationnel des métiers et des emplois (see its header).
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from geo.folding import fold

SOURCE = Path(__file__).parent / "donnees" / "rome.yaml"
SUGGESTIONS = 8


class Metier(NamedTuple):
    """A code of the ROME, its label, and the names under which people know it."""

    code: str
    libelle: str
    appellations: tuple[str, ...]

    @property
    def noms(self) -> tuple[str, ...]:
        return (self.libelle, *self.appellations)


@cache
def metiers() -> dict[str, Metier]:
    """Return the known trades by code."""
    lus = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return {code: Metier(code, noms[0], tuple(noms[1:])) for code, noms in lus.items()}


def appellations_of(code: str) -> tuple[str, ...]:
    """Return every name of a trade, its label first; () for an unknown code."""
    metier = metiers().get(code)
    return metier.noms if metier else ()


def find_codes(texte: str) -> tuple[str, ...]:
    """Return the codes of the trades that the text names, the best first: "boulan" → D1102, "D1102" → D1102.

    Each word of the text begins a word of one and the same name, whatever the accents.
    """
    mots = fold(texte).split()
    if not mots:
        return ()
    trouves = {}
    for code, rang in _ranks(mots, texte.strip().upper()):
        trouves[code] = min(rang, trouves.get(code, rang))
    return tuple(sorted(trouves, key=lambda code: (trouves[code], code)))


def find_code(texte: str) -> str:
    """Return the code of the one trade that the text names, by its very name if it is one; "" in doubt."""
    nom = fold(texte)
    exacts = {code for code, metier in metiers().items() if nom in map(fold, metier.noms)}
    codes = exacts or set(find_codes(texte))
    return codes.pop() if len(codes) == 1 else ""


def _ranks(mots: list[str], code_tape: str) -> Iterator[tuple[str, int]]:
    for code, metier in metiers().items():
        if code == code_tape:
            yield code, 0
        for nom in metier.noms:
            mots_du_nom = fold(nom).replace("/", " ").split()
            if all(any(autre.startswith(mot) for autre in mots_du_nom) for mot in mots):
                yield code, 0 if mots_du_nom[0].startswith(mots[0]) else 1


def suggest(texte: str) -> list[tuple[str, str]]:
    """Return (code, name) of the names to offer for what was typed, those that begin so first."""
    mots = fold(texte).split()
    if not mots:
        return []
    proposes = [
        (not fold(nom).startswith(mots[0]), nom, metier.code)
        for metier in metiers().values()
        for nom in metier.noms
        if all(any(autre.startswith(mot) for autre in fold(nom).replace("/", " ").split()) for mot in mots)
    ]
    return [(code, nom) for _rang, nom, code in sorted(proposes)[:SUGGESTIONS]]

"""JSON: a list, a list inside wrappers (its path given, or known by its name), one object per line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.json_flux import FluxJson
from ressources.importation.lecteurs.octets import open_text
from ressources.importation.lignes import Ligne

from .listes import LISTES

PROFONDEUR = 4  # wrappers round a list whose path is not given


def read_elements(path: Path, elements: str = "") -> Iterator[Ligne]:
    """Yield the records; raises FichierRefuse for what is no JSON, is cut short, or has no list at that path."""
    with open_text(path) as texte:
        flux = FluxJson(texte)
        if flux.peek() not in ("[", "{"):
            raise FichierRefuse("Ce fichier n’est pas du JSON.")
        yield from map(_ligne, _documents(flux, tuple(filter(None, elements.split(".")))))


def _documents(flux: FluxJson, chemin: tuple[str, ...]) -> Iterator[tuple[int, Any]]:
    trouve = False
    while caractere := flux.peek():
        if caractere == "[" and not chemin:
            trouve = True
            yield from iter_list(flux)
        elif caractere == "{":
            objet = _Objet(flux, chemin)
            yield from objet.walk()
            trouve = trouve or objet.trouve
        elif caractere == ",":
            flux.take(",")
        else:
            raise flux.malformed()
    if not trouve:
        ou = f"au chemin « {'.'.join(chemin)} »" if chemin else "dans ce JSON"
        raise FichierRefuse(f"Aucune liste d’offres {ou}.")


def iter_list(flux: FluxJson) -> Iterator[tuple[int, Any]]:
    """Yield (line, value) for the items of the list under the cursor."""
    flux.take("[")
    if flux.peek() == "]":
        flux.take("]")
        return
    while True:
        flux.peek()
        ligne = flux.ligne
        yield ligne, flux.value()
        if flux.peek() == "]":
            flux.take("]")
            return
        flux.take(",")


class _Objet:
    """Walk through an object down to the list of records; without any, the object itself is a record."""

    def __init__(self, flux: FluxJson, chemin: tuple[str, ...]):
        self.flux, self.chemin, self.trouve = flux, chemin, False

    def walk(self) -> Iterator[tuple[int, Any]]:
        self.flux.peek()
        ligne, champs = self.flux.ligne, {}
        yield from self._object(champs, self.chemin, 0)
        if not self.trouve and not self.chemin and _is_record(champs):
            self.trouve = True
            yield ligne, champs

    def _object(self, champs: dict[str, Any], chemin: tuple[str, ...], profondeur: int) -> Iterator[tuple[int, Any]]:
        flux = self.flux
        flux.take("{")
        while flux.peek() != "}":
            if flux.peek() != '"':
                raise flux.malformed()
            cle = flux.value()
            flux.take(":")
            yield from self._member(cle, champs, chemin, profondeur)
            if flux.peek() != ",":
                break
            flux.take(",")
        flux.take("}")

    def _member(
        self, cle: str, champs: dict[str, Any], chemin: tuple[str, ...], profondeur: int
    ) -> Iterator[tuple[int, Any]]:
        suite, voulue = self.flux.peek(), cle == chemin[0] if chemin else cle.lower() in LISTES
        if voulue and suite == "[" and len(chemin) <= 1:
            self.trouve = True
            yield from iter_list(self.flux)
        elif voulue and suite == "{" and profondeur < PROFONDEUR and len(chemin) != 1:
            yield from self._object({}, chemin[1:], profondeur + 1)
        else:
            champs[cle] = self.flux.value()


def _is_record(champs: dict[str, Any]) -> bool:
    """Tell an object that says something from an empty page or an error message."""
    return bool(champs) and not {cle.lower() for cle in champs} <= {"error", "errors", "message", "status", "code"}


def _ligne(lu: tuple[int, Any]) -> Ligne:
    numero, valeur = lu
    if not isinstance(valeur, dict):
        return Ligne(numero, {}, erreur="ce n’est pas un objet")
    if valeur.get("type") == "Feature" and isinstance(valeur.get("properties"), dict):  # GeoJSON
        valeur = {**valeur["properties"], "geometry": valeur.get("geometry"), "point": valeur.get("geometry")}
    return Ligne(numero, valeur)

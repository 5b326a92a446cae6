"""Read the objects of a JSON document one at a time, so that a 50 MB file never sits whole in memory.

Accepted shapes: `[{…}, …]`, `{"structures": […], "services": […]}`, a page `{"items": […]}`, one object per
line (NDJSON), several documents one after the other.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.octets import open_text

BLOC = 1 << 18  # characters
OBJET_MAX = 8 * 1024 * 1024  # characters of one record; a longer one is not a structure
MOT_MAX = 16  # characters of a number or a word that the end of a block may cut
BLANCS = " \t\r\n\ufeff"
LISTES_CONNUES = ("items", "structures", "services", "results", "data")

# strict=False: raw line ends inside texts are common. NaN and Infinity are no JSON: they read as "no value".
_decode = json.JSONDecoder(strict=False, parse_constant=lambda _mot: None).raw_decode


class FluxJson:
    """A cursor over a JSON text: skips blanks, counts lines, decodes one value at a time."""

    def __init__(self, flux: TextIO):
        self.flux, self.tampon, self.pos, self.ligne, self.fini = flux, "", 0, 1, False

    def peek(self) -> str:
        """Return the next significant character without consuming it, "" at the end."""
        while True:
            while self.pos < len(self.tampon) and self.tampon[self.pos] in BLANCS:
                self._advance(self.pos + 1)
            if self.pos < len(self.tampon):
                return self.tampon[self.pos]
            if not self._fill():
                return ""

    def take(self, attendu: str) -> None:
        """Consume `attendu`, or refuse the file."""
        if self.peek() != attendu:
            raise self.malformed()
        self._advance(self.pos + 1)

    def value(self) -> Any:
        """Decode and consume the next value, reading on as long as it is incomplete."""
        self.peek()
        while True:
            try:
                valeur, fin = _decode(self.tampon, self.pos)
            except json.JSONDecodeError as erreur:
                if self._incomplete(erreur) and self._fill():
                    continue
                raise self.malformed() from erreur
            except RecursionError as erreur:
                raise FichierRefuse("Le JSON est trop imbriqué.", self.ligne) from erreur
            except ValueError as erreur:  # a number of thousands of digits
                raise self.malformed() from erreur
            if fin == len(self.tampon) and not isinstance(valeur, (dict, list, str)) and self._fill():
                continue  # a number or a word may go on in the next block
            self._advance(fin)
            return valeur

    def malformed(self) -> FichierRefuse:
        if self.fini and self.pos >= len(self.tampon):
            return FichierRefuse("Le JSON est tronqué : la fin du fichier manque.", self.ligne)
        return FichierRefuse("Le JSON est mal formé ou tronqué.", self.ligne)

    def _incomplete(self, erreur: json.JSONDecodeError) -> bool:
        """Tell whether more text may cure the error; a long buffer with an early error cannot be cured."""
        if self.fini or len(self.tampon) - self.pos > OBJET_MAX:
            return False
        ouvert = erreur.msg.startswith(("Unterminated", "Invalid \\u", "Invalid \\esc"))
        return ouvert or erreur.pos >= len(self.tampon) - MOT_MAX

    def _advance(self, pos: int) -> None:
        self.ligne += self.tampon.count("\n", self.pos, pos)
        self.pos = pos

    def _fill(self) -> bool:
        if self.fini:
            return False
        try:
            bloc = self.flux.read(BLOC)
        except UnicodeError as erreur:
            raise FichierRefuse("L’encodage du fichier n’est pas reconnu.", self.ligne) from erreur
        self.fini = not bloc
        self.tampon, self.pos = self.tampon[self.pos :] + bloc, 0
        return bool(bloc)


def iter_objects(path: Path) -> Iterator[tuple[str, int, Any]]:
    """Yield (name of the list it came from or "", line, value) for every record of the file.

    Raises FichierRefuse when the text is no JSON, is cut short, or holds no list of records.
    """
    with open_text(path) as texte:
        flux = FluxJson(texte)
        if flux.peek() not in ("[", "{"):
            raise FichierRefuse("Ce fichier n’est pas du JSON.")
        while caractere := flux.peek():
            if caractere == "[":
                yield from _list(flux, "")
            elif caractere == "{":
                yield from _object(flux)
            elif caractere == ",":
                flux.take(",")  # objects separated by commas with no list around them
            else:
                raise flux.malformed()


def _list(flux: FluxJson, nom: str) -> Iterator[tuple[str, int, Any]]:
    flux.take("[")
    if flux.peek() == "]":
        flux.take("]")
        return
    while True:
        flux.peek()
        ligne = flux.ligne
        yield nom, ligne, flux.value()
        if flux.peek() == "]":
            flux.take("]")
            return
        flux.take(",")


def _object(flux: FluxJson) -> Iterator[tuple[str, int, Any]]:
    """Yield the records inside a wrapper object, or the object itself when it is a record."""
    flux.peek()
    ligne, champs, enveloppe = flux.ligne, {}, False
    flux.take("{")
    while flux.peek() != "}":
        if flux.peek() != '"':
            raise flux.malformed()
        cle = flux.value()
        flux.take(":")
        if cle in LISTES_CONNUES and flux.peek() == "[":
            enveloppe = True
            yield from _list(flux, cle)
        else:
            champs[cle] = flux.value()
        if flux.peek() != ",":
            break
        flux.take(",")
    flux.take("}")
    if not enveloppe:
        yield "", ligne, champs

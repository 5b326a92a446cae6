"""XML, streamed through expat. Entities are never declared here: a bomb or a request to read a file stops at once.

expat alone does it (its own handlers refuse), so no dependency is added. What real feeds get wrong and can be read
anyway is put right first: bytes that are not of the announced encoding, a bare "&", "&eacute;", control characters.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import Any, TextIO
from xml.parsers import expat

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs import octets
from ressources.importation.lignes import Ligne

from .listes import ELEMENTS, LISTES

BLOC = 1 << 16  # characters
PROFONDEUR = 60
ELEMENT_MAX = 4 * 1024 * 1024  # characters of one record
ENVELOPPES = LISTES | {"rss", "feed", "channel", "rdf"}
TEXTE = "#text"

_PROLOGUE = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CONTROLES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESPERLUETTE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)(?:(\w{2,31});)?")
_QUEUE = 40  # characters after the last "&" of a block that may belong to it


def read_elements(path: Path, elements: str = "") -> Iterator[Ligne]:
    """Yield the records as nested dicts: children by local name, attributes under "@name", own text under "#text".

    `elements` names the element of a record (the last step of a path). Raises FichierRefuse.
    """
    with _open(path) as texte:
        lecture = _Lecture(re.split(r"[./]", elements)[-1])
        for bloc in _blocks(texte):
            lecture.feed(bloc)
            yield from lecture.take()
        lecture.close()
        yield from lecture.take()
    if not lecture.total and not lecture.ouverte:
        raise FichierRefuse("Ce XML ne contient aucune offre.")


def _open(path: Path) -> TextIO:
    """Open with the encoding of the bytes; the announced one is believed only where bytes are not UTF-8."""
    encodage = octets.detect_encoding(path)
    if encodage == "cp1252":
        annonce = _PROLOGUE.match(octets.first_bytes(path, 300).lstrip())
        if annonce and annonce[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"iso-8859-1", b"latin1"):
            encodage = annonce[1].decode("ascii")
    octets.first_bytes(path)
    try:
        return octets.open_text(path, encodage)
    except LookupError as erreur:
        raise FichierRefuse(f"L’encodage annoncé, « {encodage} », n’existe pas.") from erreur


def _blocks(texte: TextIO) -> Iterator[str]:
    """Yield the text mended: no control character, every "&" an entity that XML knows."""
    reste, debut = "", True
    try:
        while bloc := texte.read(BLOC):
            bloc = reste + _CONTROLES.sub("", bloc)
            if debut:
                bloc = bloc.lstrip("\ufeff \t\r\n")
                debut = not bloc
            coupe = bloc.rfind("&", max(0, len(bloc) - _QUEUE))
            reste, bloc = (bloc[coupe:], bloc[:coupe]) if coupe >= 0 else ("", bloc)
            yield _mend(bloc)
    except UnicodeError as erreur:
        raise FichierRefuse("L’encodage du fichier n’est pas reconnu.") from erreur
    yield _mend(reste)


def _mend(texte: str) -> str:
    return _ESPERLUETTE.sub(_entity, texte) if "&" in texte else texte


def _entity(trouve: re.Match) -> str:
    """Write an HTML entity as its character; escape an "&" that is only itself."""
    if trouve[1] and (lettre := html5.get(f"{trouve[1]};")):
        return lettre.replace("&", "&amp;").replace("<", "&lt;")
    return "&amp;" + trouve[0][1:]


class _Noeud:
    __slots__ = ("donnees", "nom", "texte")

    def __init__(self, nom: str, attributs: dict[str, str]):
        self.nom, self.texte = nom, []
        self.donnees: dict[str, Any] = {f"@{_local(cle)}": valeur for cle, valeur in attributs.items()}

    def add(self, nom: str, valeur: Any) -> None:
        """Add a child; the second of a name makes a list."""
        if nom not in self.donnees:
            self.donnees[nom] = valeur
        elif isinstance(self.donnees[nom], list):
            self.donnees[nom].append(valeur)
        else:
            self.donnees[nom] = [self.donnees[nom], valeur]

    def value(self) -> Any:
        texte = "".join(self.texte).strip()
        if not self.donnees:
            return texte
        if texte:
            self.donnees[TEXTE] = texte
        return self.donnees


class _Lecture:
    """Build the records and nothing else: what is outside them is let go as it is read."""

    def __init__(self, element: str):
        self.element, self.pile, self.prets, self.total, self.taille, self.depart = element, [], [], 0, 0, 0
        self.noms: list[str] = []
        self.ouverte = False  # a known wrapper was met: an empty feed is then a true answer
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = _refuse_entity
        self.parser.UnparsedEntityDeclHandler = _refuse_entity
        self.parser.ExternalEntityRefHandler = _refuse_entity
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, texte: str, fini: bool = False) -> None:
        try:
            self.parser.Parse(texte, fini)
        except expat.ExpatError as erreur:
            raise self._refusal(erreur) from erreur

    def close(self) -> None:
        self.feed("", True)

    def take(self) -> list[Ligne]:
        prets, self.prets = self.prets, []
        return prets

    def _refusal(self, erreur: expat.ExpatError) -> FichierRefuse:
        if erreur.code in (3, 5, 13, 20):  # no element, unclosed token, partial character, unclosed CDATA
            if not self.noms and not self.total:
                return FichierRefuse("Ce fichier n’est pas du XML.", erreur.lineno)
            return FichierRefuse("Le XML est tronqué : la fin du fichier manque.", erreur.lineno)
        if not self.noms and not self.total:
            return FichierRefuse("Ce fichier n’est pas du XML.", erreur.lineno)
        return FichierRefuse(f"Le XML est mal formé ({expat.ErrorString(erreur.code)}).", erreur.lineno)

    def _start(self, nom: str, attributs: dict[str, str]) -> None:
        nom = _local(nom)
        self.noms.append(nom)
        if len(self.noms) > PROFONDEUR:
            raise FichierRefuse("Le XML est trop imbriqué.", self.parser.CurrentLineNumber)
        if self.pile:
            self.pile.append(_Noeud(nom, attributs))
        elif self._is_record(nom):
            self.taille, self.depart = 0, self.parser.CurrentLineNumber
            self.pile.append(_Noeud(nom, attributs))
        elif nom.lower() in ENVELOPPES:
            self.ouverte = True

    def _is_record(self, nom: str) -> bool:
        if self.element:
            return nom == self.element
        if len(self.noms) == 1:
            return False
        return nom.lower() in ELEMENTS or (len(self.noms) == 2 and not {nom.lower(), self.noms[0].lower()} & ENVELOPPES)

    def _end(self, _nom: str) -> None:
        self.noms.pop()
        if not self.pile:
            return
        noeud = self.pile.pop()
        if self.pile:
            self.pile[-1].add(noeud.nom, noeud.value())
            return
        valeur = noeud.value()
        self.total += 1
        donnees = valeur if isinstance(valeur, dict) else {TEXTE: valeur}
        self.prets.append(Ligne(self.depart, donnees))

    def _text(self, texte: str) -> None:
        if self.pile:
            self.taille += len(texte)
            if self.taille > ELEMENT_MAX:
                raise FichierRefuse("Une offre du XML dépasse 4 Mo.", self.depart)
            self.pile[-1].texte.append(texte)


def _local(nom: str) -> str:
    return nom.rpartition(":")[2]


def _refuse_entity(*_arguments: Any) -> int:
    raise FichierRefuse("Ce XML déclare des entités : c’est interdit, elles servent à attaquer.")

"""RSS 0.9 to 2.0 and Atom: the XML reader, then the few names that both write their own way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ressources.importation.lignes import Ligne

from . import xml_


def read_elements(path: Path, elements: str = "") -> Iterator[Ligne]:
    """Yield the items: `lien` (the page, not the feed), `id`, `description` (the longest text) are always there."""
    for ligne in xml_.read_elements(path, elements):
        donnees = ligne.valeurs
        donnees["lien"] = _link(donnees.get("link")) or _text(donnees.get("guid"))
        donnees["id"] = _text(donnees.get("guid")) or _text(donnees.get("id")) or donnees["lien"]
        donnees["description"] = max(
            (_text(donnees.get(nom)) for nom in ("encoded", "content", "description", "summary")), key=len
        )
        yield ligne


def _link(brut: Any) -> str:
    """Return the address of the page: RSS writes a text, Atom one or several `href` with a relation."""
    liens = brut if isinstance(brut, list) else [brut]
    for lien in liens:
        if isinstance(lien, dict) and lien.get("@rel", "alternate") == "alternate" and lien.get("@href"):
            return str(lien["@href"])
        if isinstance(lien, str) and lien:
            return lien
    return ""


def _text(brut: Any) -> str:
    if isinstance(brut, list):
        brut = brut[0] if brut else ""
    if isinstance(brut, dict):
        brut = brut.get(xml_.TEXTE, "")
    return str(brut or "")

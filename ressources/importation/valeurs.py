"""Clean one raw value: text, code, number, date, list. Each function returns the clean value ("" or None when
blank) or raises ValeurInvalide with a message for an editor.
"""

import datetime
import html
import json
import math
import re
import unicodedata
from typing import Any

import nh3
from django.utils import timezone

from geo.mojibake import repair
from ressources.importation.erreurs import ValeurInvalide

_SUPPRIMES = {"Cc", "Cs", "Cf", "Co", "Cn"}  # controls, lone surrogates, invisible marks
_BLOCS = re.compile(r"</(?:p|div|li|h\d|ul|ol|tr)>|<br\s*/?>", re.IGNORECASE)
_BALISE = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]{0,2000})?/?>|<!--.*?-->", re.DOTALL)
_FLOTTANT = re.compile(r"^(\d+)[.,]0+$")
_EXPOSANT = re.compile(r"^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$", re.IGNORECASE)
_RIEN = {
    "nc", "n c", "n/a", "na", "#n/a", "néant", "neant", "aucun", "null", "none", "nan", "non renseigné",
    "-", "--", "/", ".", "?",
}  # fmt: skip


def clean_text(valeur: Any, *, lignes: bool = False) -> str:
    """Return plain text: no markup, control character or double-encoding; line ends kept when `lignes`.

    "null", "NC", "-"… say nothing and give "". Lists are joined with commas; other structures are refused.
    """
    texte = _as_text(valeur)
    if not texte:
        return ""
    texte = repair(texte)
    if "&" in texte:
        texte = html.unescape(texte)
    if _BALISE.search(texte):
        texte = html.unescape(nh3.clean(_BLOCS.sub("\n", texte), tags=set(), clean_content_tags={"script", "style"}))
    if not texte.isascii():
        texte = unicodedata.normalize("NFC", texte)
    if not texte.isprintable():
        texte = "".join(
            c if c == "\n" else " " if c.isspace() else "" if unicodedata.category(c) in _SUPPRIMES else c
            for c in texte.replace("\r\n", "\n").replace("\r", "\n")
        )
    if lignes:
        texte = re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(ligne.split()) for ligne in texte.split("\n"))).strip()
    else:
        texte = " ".join(texte.split())
    return "" if texte.lower() in _RIEN else texte


def _as_text(valeur: Any) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, str):
        return valeur
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, float):
        return "" if not math.isfinite(valeur) else str(int(valeur)) if valeur == int(valeur) else str(valeur)
    if isinstance(valeur, int):
        return str(valeur) if abs(valeur) < 10**30 else ""
    if isinstance(valeur, datetime.datetime | datetime.date | datetime.time):
        return valeur.isoformat()
    if isinstance(valeur, list):
        return ", ".join(filter(None, (_as_text(v) for v in valeur if not isinstance(v, list | dict))))
    raise ValeurInvalide("valeur de type inattendu")


def is_tableur_number(texte: str) -> bool:
    """Tell whether a spreadsheet wrote a code as a number: "59000.0", "3,53E+08"."""
    return bool(_FLOTTANT.match(texte) or _EXPOSANT.match(texte))


def clean_code(valeur: Any) -> str:
    """Return a code made of letters and digits, undoing what spreadsheets do: 59000.0, 5,9E+4, '59000, "59 000"."""
    texte = clean_text(valeur).strip("'\"= ").upper()
    if trouve := _FLOTTANT.match(texte):
        return trouve[1]
    if trouve := _EXPOSANT.match(texte):
        chiffres = trouve[1] + (trouve[2] or "")
        exposant = int(trouve[3])
        if exposant + 1 - len(chiffres) > 6:
            raise ValeurInvalide(f"« {texte} » a perdu ses chiffres dans un tableur")
        return chiffres.ljust(exposant + 1, "0")[: exposant + 1]
    return re.sub(r"[\s.\u00a0-]", "", texte)


def clean_date(valeur: Any) -> datetime.date | None:
    """Return a date of the 21st century, not to come; reads ISO and French (31/12/2025) dates."""
    if isinstance(valeur, datetime.datetime):
        date = valeur.date()
    elif isinstance(valeur, datetime.date):
        date = valeur
    else:
        if not (texte := clean_text(valeur)):
            return None
        trouve = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", texte)
        francais = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", texte)
        nombres = trouve.groups() if trouve else francais.groups()[::-1] if francais else None
        try:
            date = datetime.date(*map(int, nombres or ()))
        except (ValueError, TypeError) as erreur:
            raise ValeurInvalide(f"date « {texte[:30]} » illisible") from erreur
    if not datetime.date(2000, 1, 1) <= date <= timezone.localdate() + datetime.timedelta(days=1):
        raise ValeurInvalide(f"date {date.isoformat()} impossible")
    return date


def clean_entier(valeur: Any, *, maximum: int) -> int | None:
    """Return the first whole number of a text ("16 ans" → 16), between 0 and `maximum`."""
    if not (texte := clean_text(valeur)):
        return None
    trouve = re.match(r"\D{0,15}?(\d{1,4})(?:[.,]0+)?\b", texte)
    if not trouve or int(trouve[1]) > maximum:
        raise ValeurInvalide(f"nombre « {texte[:30]} » illisible")
    return int(trouve[1])


def clean_liste(valeur: Any) -> list[str]:
    """Return the items of a list, a JSON list, or a text cut at "|", ";", "," or line ends; once each."""
    if isinstance(valeur, str) and valeur.strip().startswith("["):
        try:
            valeur = json.loads(valeur)
        except ValueError:
            valeur = valeur.strip("[] ")
    if isinstance(valeur, list):
        morceaux = [clean_text(v) for v in valeur if not isinstance(v, list | dict)]
    else:
        morceaux = [m.strip(" '\"") for m in re.split(r"[|;,\n]", clean_text(valeur, lignes=True))]
    return list(dict.fromkeys(m for m in morceaux if m))

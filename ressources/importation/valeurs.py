"""Clean one raw value: text, code, number, date, contact. Each function returns the clean value ("" or None when
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
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from ressources.importation.erreurs import ValeurInvalide
from ressources.telephones import normalise_telephone, validate_telephone

_SUPPRIMES = {"Cc", "Cs", "Cf", "Co", "Cn"}  # controls, lone surrogates, invisible marks
_BLOCS = re.compile(r"</(?:p|div|li|h\d|ul|ol|tr)>|<br\s*/?>", re.IGNORECASE)
_BALISE = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.*?-->", re.DOTALL)
_MOJIBAKE = re.compile("[ÃÂâ][\x80-\xbf\u0152-\u2122‚-›]|Ã ")  # UTF-8 bytes read as Windows-1252: "Ã©"
_FLOTTANT = re.compile(r"^(\d+)[.,]0+$")
_EXPOSANT = re.compile(r"^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$", re.IGNORECASE)
_RIEN = {
    "nc",
    "n c",
    "néant",
    "neant",
    "aucun",
    "null",
    "none",
    "nan",
    "-",
    "--",
    "/",
    ".",
    "?",
    "n/a",
    "na",
    "non renseigné",
    "#n/a",
}


def clean_text(valeur: Any, *, lignes: bool = False) -> str:
    """Return plain text: no markup, control character or double-encoding; line ends kept when `lignes`.

    "null", "NC", "-"… say nothing and give "". Lists are joined with commas; other structures are refused.
    """
    texte = _as_text(valeur)
    if not texte:
        return ""
    if "Ã" in texte or "â€" in texte or "Â" in texte:
        texte = _repair(texte)
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


def _repair(texte: str) -> str:
    """Undo "Ã©" for "é" when the whole text allows it."""
    if not _MOJIBAKE.search(texte):
        return texte
    try:
        return texte.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return texte


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


def clean_siret(valeur: Any) -> str:
    """Return the 14 digits of a SIRET whose control key is right (La Poste's own rule aside)."""
    if not (texte := clean_code(valeur)):
        return ""
    if not re.fullmatch(r"\d{12,14}", texte):
        raise ValeurInvalide(f"SIRET « {texte[:30]} » : il faut 14 chiffres")
    texte = texte.zfill(14)
    if not _luhn(texte) and not (texte.startswith("356000000") and sum(map(int, texte)) % 5 == 0):
        raise ValeurInvalide(f"SIRET « {texte} » : la clé de contrôle est fausse")
    return texte


def _luhn(chiffres: str) -> bool:
    doubles = (int(c) * (2 if rang % 2 else 1) for rang, c in enumerate(reversed(chiffres)))
    return sum(n - 9 if n > 9 else n for n in doubles) % 10 == 0


def clean_telephone(valeur: Any, *, pays: str = "FR") -> tuple[str, bool]:
    """Return (number in E.164 or short form, whether other numbers followed it)."""
    texte = clean_text(valeur)
    if _EXPOSANT.match(texte) or _FLOTTANT.match(texte):
        texte = clean_code(texte)
    if not texte:
        return "", False
    morceaux = [
        m for m in re.split(r"\s*(?:[/;|,]|\bou\b|\bet\b|\n| - )\s*", texte) if sum(c.isdigit() for c in m) >= 4
    ]
    for morceau in morceaux or [texte]:
        numero = re.sub(r"\(0\)|[^\d+]", "", morceau)
        if re.fullmatch(r"[1-9]\d{8}", numero) and pays == "FR":
            numero = "0" + numero  # the leading zero lost in a spreadsheet
        elif pays == "BE" and re.fullmatch(r"0\d{8,9}", numero):
            numero = "+32" + numero[1:]
        numero = normalise_telephone(numero)
        try:
            validate_telephone(numero)
        except ValidationError:
            continue
        return numero, len(morceaux) > 1
    raise ValeurInvalide("téléphone illisible")


def clean_courriel(valeur: Any) -> str:
    """Return the first e-mail address of a cell, lower case."""
    if not (texte := clean_text(valeur)):
        return ""
    texte = re.sub(r"\s*[\[(](?:at|a|arobase)[\])]\s*", "@", texte, flags=re.IGNORECASE).lower()
    for morceau in re.split(r"[\s;,/|]+", texte.replace("mailto:", "")):
        morceau = morceau.strip(" <>.()'\"")
        try:
            validate_email(morceau)
        except ValidationError:
            continue
        if len(morceau) <= 254:
            return morceau
    raise ValeurInvalide("adresse e-mail illisible")


_valide_url = URLValidator(schemes=["http", "https"])


def clean_url(valeur: Any) -> str:
    """Return an http(s) address; "www.exemple.fr" gains its https://, any other scheme is refused."""
    if not (texte := clean_text(valeur)):
        return ""
    texte = re.split(r"[\s;|]+|,\s", texte)[0].strip("<>\"'")
    if re.match(r"https?:/*", texte, re.IGNORECASE):
        texte = re.sub(r"^(https?):/*", lambda m: m[1].lower() + "://", texte, flags=re.IGNORECASE)
    elif "://" not in texte and not re.match(r"[a-z]+:(?!\d)", texte, re.IGNORECASE):
        texte = "https://" + texte
    try:
        _valide_url(texte)
    except ValidationError as erreur:
        raise ValeurInvalide("adresse web illisible") from erreur
    if len(texte) > 500:
        raise ValeurInvalide("adresse web de plus de 500 caractères")
    return texte


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
    if not datetime.date(2000, 1, 1) <= date <= datetime.date.today() + datetime.timedelta(days=1):
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

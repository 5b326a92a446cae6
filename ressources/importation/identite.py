"""Clean what identifies or reaches a structure: SIRET, telephone, e-mail, web address.

As in `valeurs`, each function returns "" for a blank cell and raises ValeurInvalide for an unusable one. Messages never
quote a telephone or an e-mail: reports are read and kept.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.valeurs import clean_code, clean_text, is_tableur_number
from ressources.telephones import normalise_telephone, validate_telephone

COURRIEL_MAX = 254
CHIFFRES_MIN = 4  # of a telephone number
_ENTRE_NUMEROS = re.compile(r"\s*(?:[/;|,]|\bou\b|\bet\b|\n| - )\s*")


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
    if is_tableur_number(texte):
        texte = clean_code(texte)
    if not texte:
        return "", False
    morceaux = [m for m in _ENTRE_NUMEROS.split(texte) if sum(c.isdigit() for c in m) >= CHIFFRES_MIN]
    for morceau in (texte, *morceaux):  # "056/86 01 01" is one number, "03 … 34 / 06 … 78" are two
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
        return numero, morceau != texte
    raise ValeurInvalide("téléphone illisible")


def clean_courriel(valeur: Any) -> str:
    """Return the first e-mail address of a cell, lower case."""
    if not (texte := clean_text(valeur)):
        return ""
    texte = re.sub(r"\s*[\[(](?:at|a|arobase)[\])]\s*", "@", texte, flags=re.IGNORECASE).lower()
    for morceau in re.split(r"[\s;,/|]+", texte.replace("mailto:", "")):
        courriel = morceau.strip(" <>.()'\"")
        try:
            validate_email(courriel)
        except ValidationError:
            continue
        if len(courriel) <= COURRIEL_MAX:
            return courriel
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

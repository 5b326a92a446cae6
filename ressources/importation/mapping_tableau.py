"""Bring the rows of a real directory to the template's columns: composed addresses, "59000 Lille", "50.6, 3.06"."""

import re
from typing import Any

from ressources.importation.coordonnees import parse_couple
from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.lignes import is_blank
from ressources.importation.valeurs import clean_code, clean_text

_VOIE = ("numero_voie", "indice_voie", "type_voie", "libelle_voie")
_COMPOSES = {"coordonnees", "geometrie", "age", *_VOIE}
_FIN_ADRESSE = re.compile(
    r"""^(?P<rue>.*?)[\s,;\n–-]*(?<!BP\s)(?<!CS\s)(?<!TSA\s)\b(?:F-|B-)?
        (?P<cp>\d{2}\s?\d{3}|(?<=B-)\d{4})\s+
        (?P<ville>[^\d,;\n]+?(?:\s+\d{1,2}(?:er?|[eè]me)?)?)
        (?:,?\s*(?:france|belgique))?\s*$""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_CP_VILLE = re.compile(r"^\s*(?:F-|B-)?(?P<cp>\d{4,5})[\s,-]+(?P<ville>\D.*)$", re.S)
_VILLE_CP = re.compile(r"^(?P<ville>\D+?)[\s,(-]+(?P<cp>\d{5})\)?\s*$", re.S)
_AGES = re.compile(r"(\d{1,2})\D+(\d{1,2})")


def normalise(valeurs: dict[str, Any]) -> dict[str, Any]:
    """Return the row under the template's names only (`colonnes.CHAMPS`)."""
    brut = {champ: valeur for champ, valeur in valeurs.items() if champ not in _COMPOSES}
    if is_blank(brut.get("adresse")) and (voie := _join_voie(valeurs)):
        brut["adresse"] = voie
    _split_commune(brut)
    _split_adresse(brut)
    _read_point(valeurs, brut)
    if not is_blank(valeurs.get("age")):
        brut.update(_split_age(clean_text(valeurs["age"])))
    return brut


def _join_voie(valeurs: dict[str, Any]) -> str:
    numero = clean_code(valeurs.get("numero_voie")) if not is_blank(valeurs.get("numero_voie")) else ""
    suite = (_text(valeurs.get(champ)) for champ in _VOIE[1:])
    return " ".join(part for part in (numero, *suite) if part)


def _text(valeur: Any) -> str:
    try:
        return clean_text(valeur, lignes=True)
    except ValeurInvalide:
        return ""


def _split_commune(brut: dict[str, Any]) -> None:
    """Cut "59000 Lille" or "Lille (59000)" found in one column."""
    for champ in ("commune", "code_postal"):
        texte = _text(brut.get(champ))
        trouve = _CP_VILLE.match(texte) or _VILLE_CP.match(texte)
        if trouve and (champ == "code_postal" or is_blank(brut.get("code_postal"))):
            brut["code_postal"] = trouve["cp"]
            if champ == "commune" or is_blank(brut.get("commune")):
                brut["commune"] = trouve["ville"]


def _split_adresse(brut: dict[str, Any]) -> None:
    """Take the postcode and the commune from the end of the address when they have no column or an empty one."""
    if not (is_blank(brut.get("commune")) and is_blank(brut.get("code_insee"))):
        return
    trouve = _FIN_ADRESSE.match(_text(brut.get("adresse")))
    if trouve is None:
        return
    code_postal = re.sub(r"\s", "", trouve["cp"])
    if not is_blank(brut.get("code_postal")) and clean_code(brut["code_postal"]) != code_postal:
        return
    brut.update(adresse=trouve["rue"], code_postal=code_postal, commune=trouve["ville"])


def _read_point(valeurs: dict[str, Any], brut: dict[str, Any]) -> None:
    """Use a single-cell position when there is no pair of columns; an unreadable one is left to be remarked."""
    if not (is_blank(brut.get("latitude")) and is_blank(brut.get("longitude"))):
        return
    for champ in ("coordonnees", "geometrie"):
        if is_blank(valeurs.get(champ)):
            continue
        try:
            point = parse_couple(valeurs[champ])
        except ValeurInvalide:
            brut["latitude"] = brut["longitude"] = valeurs[champ]
            continue
        if point:
            brut["latitude"], brut["longitude"] = point
            return


def _split_age(texte: str) -> dict[str, int]:
    """Read "16-25 ans", "à partir de 16 ans", "moins de 26 ans"."""
    if trouve := _AGES.search(texte):
        return {"age_min": int(trouve[1]), "age_max": int(trouve[2])}
    seul = re.search(r"\d{1,2}", texte)
    if seul is None:
        return {}
    if re.search(r"moins de|jusqu|max|<", texte, re.I):
        return {"age_max": int(seul[0]) - (1 if re.search(r"moins|<", texte, re.I) else 0)}
    return {"age_min": int(seul[0])} if re.search(r"partir|plus|min|dès|>|\+", texte, re.I) else {}

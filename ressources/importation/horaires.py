"""Opening hours: OpenStreetMap syntax kept when sound, plain French sentences translated when nothing is in doubt.

"Du lundi au jeudi de 8h30 à 12h et de 13h30 à 17h, vendredi 9h-12h" → "Mo-Th 08:30-12:00,13:30-17:00; Fr 09:00-12:00".
"""

import re
from typing import Any

import opening_hours

from geo.folding import fold
from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.fiche_lue import LONGUEURS
from ressources.importation.valeurs import clean_text

_JOURS = {
    "lundi": "Mo", "lun": "Mo", "mardi": "Tu", "mar": "Tu", "mercredi": "We", "mer": "We", "jeudi": "Th", "jeu": "Th",
    "vendredi": "Fr", "ven": "Fr", "samedi": "Sa", "sam": "Sa", "dimanche": "Su", "dim": "Su",
    "lundis": "Mo", "mardis": "Tu", "mercredis": "We", "jeudis": "Th", "vendredis": "Fr", "samedis": "Sa",
    "dimanches": "Su",
}  # fmt: skip
# Words that add nothing; any other word makes the sentence doubtful.
_MOTS = {"du", "de", "des", "le", "les", "et", "au", "a", "ouvert", "ouverte", "ouverture", "horaires", "tous", "jours"}
_JETON = re.compile(
    r"(?P<heure>\d{1,2}\s*(?:[:h]\s*\d{2}|h(?:eures?)?\b))|(?P<mot>[^\W\d_]+)|(?P<signe>[-–—()]|\d+)", re.IGNORECASE
)
_HEURE = re.compile(r"(\d{1,2})\s*(?:[:hH]\s*(\d{2}))?")


def clean_horaires(valeur: Any) -> str:
    """Return hours in OpenStreetMap syntax ("" when blank); raises ValeurInvalide when they cannot be understood."""
    texte = clean_text(valeur, lignes=True)
    if not texte:
        return ""
    if len(texte) <= LONGUEURS["horaires"] and opening_hours.validate(texte):
        return texte
    traduit = translate_french(texte)
    if traduit and len(traduit) <= LONGUEURS["horaires"] and opening_hours.validate(traduit):
        return traduit
    raise ValeurInvalide("horaires écrits d’une façon que nous ne savons pas lire")


def translate_french(texte: str) -> str:
    """Return the rules of a French sentence in OpenStreetMap syntax, "" when a word or an hour stays unexplained."""
    regles: list[tuple[list[str], list[str]]] = []  # (days, spans) in reading order
    jours: list[str] = []
    heures: list[str] = []
    intervalle = ferme = False
    for genre, jeton in _tokens(texte):
        if genre == "jour":
            if heures or ferme:
                regles.append((jours, _spans(heures, ferme)))
                jours, heures, ferme = [], [], False
            if intervalle and jours:
                jours[-1] = f"{jours[-1]}-{jeton}"
            else:
                jours.append(jeton)
        elif genre == "heure":
            heures.append(jeton)
        elif genre == "ferme":
            ferme = True
        elif genre == "inconnu":
            return ""
        intervalle = genre == "jusque"
    regles.append((jours, _spans(heures, ferme)))
    if any(not jours or not plages for jours, plages in regles):
        return ""
    return "; ".join(f"{','.join(jours)} {','.join(plages)}" for jours, plages in regles)


def _spans(heures: list[str], ferme: bool) -> list[str]:
    """Pair the hours two by two in growing order; an odd or backward list gives nothing."""
    if ferme:
        return [] if heures else ["off"]
    if len(heures) % 2 or heures != sorted(set(heures)):
        return []
    return [f"{debut}-{fin}" for debut, fin in zip(heures[::2], heures[1::2], strict=True)]


def _tokens(texte: str):
    """Yield ("jour" | "heure" | "jusque" | "ferme" | "inconnu", value) for each word that counts."""
    for trouve in _JETON.finditer(texte.replace("’", " ").replace("'", " ")):
        if trouve["heure"]:
            yield "heure", _hour(trouve["heure"])
        elif trouve["signe"]:
            if trouve["signe"] in "-–—":
                yield "jusque", ""
            elif trouve["signe"].isdigit() or trouve["signe"] in "()":
                yield "inconnu", trouve["signe"]
        else:
            yield _word(fold(trouve["mot"]))


def _word(mot: str) -> tuple[str, str]:
    if mot in _JOURS:
        return "jour", _JOURS[mot]
    if mot in ("au", "a"):
        return "jusque", ""
    if mot in ("ferme", "fermee", "fermeture"):
        return "ferme", ""
    if mot == "midi":
        return "heure", "12:00"
    return ("rien", "") if mot in _MOTS else ("inconnu", mot)


def _hour(texte: str) -> str:
    trouve = _HEURE.match(texte)
    assert trouve  # the token was cut with the same shape  # noqa: S101
    return f"{int(trouve[1]):02d}:{trouve[2] or '00'}"

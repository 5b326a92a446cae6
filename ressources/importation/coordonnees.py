"""Read a position however a directory writes it: decimal, comma, degrees-minutes-seconds, WKT, Lambert-93."""

import json
import math
import re
from typing import Any

from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.valeurs import clean_text

Point = tuple[float, float]  # latitude, longitude in degrees (WGS 84)

_DMS = re.compile(
    r"""^\s*([NSEWO])?\s*(\d{1,3})\s*[°d]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['’′m]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″s]|''|’’)?\s*)?([NSEWO])?\s*$""",
    re.IGNORECASE,
)
_NOMBRE = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)

# Lambert-93 (EPSG:2154), conic with two parallels on the GRS 80 ellipsoid: constants and inverse projection of
# IGN's technical note NT/G 71 (ALG0004), reused by everybody who publishes French data in metres.
_N, _C, _XS, _YS = 0.7256077650532670, 11_754_255.426096, 700_000.0, 12_655_612.049876
_E = 0.0818191910428158
_LON0 = math.radians(3.0)
_X93, _Y93 = (0.0, 1_300_000.0), (6_000_000.0, 7_200_000.0)  # metres: metropolitan France and Corsica


def lambert93_to_wgs84(x: float, y: float) -> Point:
    """Return latitude and longitude in degrees of a Lambert-93 point (metres), to about a millimetre."""
    rayon = math.hypot(x - _XS, y - _YS)
    longitude = _LON0 + math.atan2(x - _XS, _YS - y) / _N
    isometrique = -math.log(rayon / _C) / _N
    latitude = 2 * math.atan(math.exp(isometrique)) - math.pi / 2
    for _tour in range(10):
        sinus = _E * math.sin(latitude)
        facteur = ((1 + sinus) / (1 - sinus)) ** (_E / 2)
        latitude = 2 * math.atan(facteur * math.exp(isometrique)) - math.pi / 2
    return math.degrees(latitude), math.degrees(longitude)


def parse_nombre(valeur: Any) -> float | None:
    """Return a coordinate: "50,63", "50.63° N", "50°37'45\\"N", 704061.3; None when blank.

    Raises ValeurInvalide for anything else.
    """
    if isinstance(valeur, int | float) and not isinstance(valeur, bool):
        if not math.isfinite(valeur) or abs(valeur) > 1e9:
            raise ValeurInvalide("coordonnée illisible")
        return float(valeur)
    texte = clean_text(valeur).lstrip("'")
    if not texte:
        return None
    compact = re.sub(r"(?<=\d)[\s\u202f](?=\d)", "", texte)
    if _NOMBRE.fullmatch(compact):
        nombre = float(compact.replace(",", "."))
        return parse_nombre(nombre)
    if trouve := _DMS.match(texte):
        avant, degres, minutes, secondes, apres = trouve.groups()
        nombre = sum(
            float(part.replace(",", ".")) / base
            for part, base in ((degres, 1), (minutes, 60), (secondes, 3600))
            if part
        )
        return -nombre if (avant or apres or "N").upper() in "SWO" else nombre
    if (trouve := re.fullmatch(r"([-+]?\d+(?:[.,]\d+)?)\s*°?\s*([NSEWO])", texte, re.IGNORECASE)) is not None:
        nombre = float(trouve[1].replace(",", "."))
        return -nombre if trouve[2].upper() in "SWO" else nombre
    raise ValeurInvalide("coordonnée illisible")


def parse_couple(valeur: Any) -> Point | None:
    """Return (latitude, longitude) out of one cell: "50.63, 3.06", "50,63;3,06", WKT or GeoJSON points.

    WKT and GeoJSON give the longitude first. Raises ValeurInvalide when no pair can be read.
    """
    if isinstance(valeur, dict):
        return _from_dict(valeur)
    texte = clean_text(valeur)
    if not texte:
        return None
    if texte.startswith("{"):
        try:
            return _from_dict(json.loads(texte))
        except (ValueError, AttributeError) as erreur:
            raise ValeurInvalide("coordonnées illisibles") from erreur
    une_virgule = texte.count(",") == 1  # then it separates; more of them may be decimal signs
    nombres = _NOMBRE.findall(texte.replace(",", " ; ") if une_virgule else re.sub(r"(?<=\d),(?=\s)", " ; ", texte))
    if len(nombres) != 2:
        nombres = re.findall(r"[-+]?\d+(?:\.\d+)?", texte)  # "50.63,3.06": the comma separates
    if len(nombres) != 2:
        raise ValeurInvalide("coordonnées illisibles")
    premier, second = (float(nombre.replace(",", ".")) for nombre in nombres)
    return (second, premier) if re.match(r"(?:SRID=\d+;)?POINT", texte, re.IGNORECASE) else (premier, second)


def _from_dict(objet: dict) -> Point:
    """Read `{"lat": …, "lon": …}`, `{"latitude": …}` or a GeoJSON point."""
    try:
        if "coordinates" in objet:
            longitude, latitude = objet["coordinates"][:2]
        else:
            latitude = objet.get("lat", objet.get("latitude"))
            longitude = objet.get("lon", objet.get("lng", objet.get("longitude")))
        return float(latitude), float(longitude)
    except (TypeError, ValueError, KeyError) as erreur:
        raise ValeurInvalide("coordonnées illisibles") from erreur


def to_wgs84(latitude: float, longitude: float) -> tuple[Point, str]:
    """Return (point in degrees, remark) for a raw pair, converting Lambert-93 metres.

    Raises ValeurInvalide when the pair is on no known scale. (0, 0) is refused: it means "not known".
    """
    if latitude == 0 and longitude == 0:
        raise ValeurInvalide("coordonnées nulles")
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return (latitude, longitude), ""
    if abs(longitude) <= 90 and abs(latitude) <= 180:
        return (longitude, latitude), "latitude et longitude inversées"
    for y, x in ((latitude, longitude), (longitude, latitude)):
        if _X93[0] <= x <= _X93[1] and _Y93[0] <= y <= _Y93[1]:
            return lambert93_to_wgs84(x, y), "coordonnées Lambert-93 converties"
    raise ValeurInvalide("coordonnées dans une projection inconnue")

"""From raw values under the template's names to a `FicheLue`: every value cleaned, every loss remarked."""

import hashlib
from collections.abc import Callable
from typing import Any

from geo.folding import fold
from ressources.importation import identite
from ressources.importation import valeurs as v
from ressources.importation.coordonnees import parse_nombre, to_wgs84
from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.fiche_lue import LONGUEURS, FicheLue, Localisation
from ressources.importation.horaires import clean_horaires
from ressources.importation.vocabulaire_recu import Vocabulaire, guess_type, translate
from ressources.models.fiche import AGE_MAX
from ressources.vocabulaire import ModeAccueil, Public, TypeStructure

SOURCE_ID_MAX = 200
COMMUNE_MAX, CODE_MAX, CODE_POSTAL_MAX = 150, 9, 40  # characters read of each
LETTRES_MIN = 2  # a name holds at least two letters
PAYS_BELGES = {"be", "bel", "belgique", "belgie", "belgium"}
AGE_SANS_LIMITE = 99  # directories write "16-99" for "no upper limit"


class Lecture:
    """Read the values of one record, keeping the remarks made on the way."""

    def __init__(self, brut: dict[str, Any]):
        self.brut, self.remarques = brut, []

    def read(self, champ: str, nettoie: Callable[[Any], Any], defaut: Any = None) -> Any:
        """Return the clean value, or `defaut` (with a remark) when it is unusable or absent."""
        if champ not in self.brut:
            return defaut
        try:
            return nettoie(self.brut[champ])
        except ValeurInvalide as erreur:
            self.remarques.append(f"{champ} : {erreur}, valeur ignorée")
            return defaut

    def text(self, champ: str, cible: str, *, lignes: bool = False) -> str | None:
        """Return the text of a column, cut (with a remark) at the length of the field `cible`."""
        texte = self.read(champ, lambda brut: v.clean_text(brut, lignes=lignes))
        if texte is not None and len(texte) > LONGUEURS[cible]:
            self.remarques.append(f"{champ} : texte coupé à {LONGUEURS[cible]} caractères")
            texte = texte[: LONGUEURS[cible] - 1].rstrip() + "…"
        return texte

    def codes(self, champ: str, cible: str) -> list[str] | None:
        """Return our codes for the words of a column; unknown words are remarked."""
        return self._known(champ, lambda brut: translate(cible, brut))

    def known(self, champ: str, cherche: Callable) -> list | None:
        return self._known(champ, cherche)

    def _known(self, champ: str, cherche: Callable) -> list | None:
        lus = self.read(champ, cherche)
        if lus is None:
            return None
        trouves, inconnus = lus
        if inconnus:
            self.remarques.append(f"{champ} : inconnu de notre vocabulaire, ignoré ({', '.join(inconnus)[:200]})")
        return None if inconnus and not trouves else trouves


def build_fiche(
    ligne: int, brut: dict[str, Any], vocabulaire: Vocabulaire, *, type_defaut: str = "", nom_requis: bool = True
) -> FicheLue:
    """Return the clean record; raises ValeurInvalide when it has no usable name though `nom_requis`."""
    lecture = Lecture(brut)
    localisation = read_localisation(lecture)
    champs = {**_read_texts(lecture), **_read_lists(lecture, vocabulaire), **read_ages(lecture)}
    champs.update(_read_contacts(lecture, "BE" if localisation.pays == "BE" else "FR"))
    if nom_requis:
        champs.update(_read_identity(lecture, champs.get("reseaux") or [], type_defaut))
    return FicheLue(
        ligne=ligne,
        source_id=_read_id(lecture),
        champs={champ: valeur for champ, valeur in champs.items() if valeur is not None},
        lieu=_read_lieu(lecture, localisation),
        localisation=localisation,
        date_maj=lecture.read("date_maj", v.clean_date),
        remarques=lecture.remarques,
    )


def _read_identity(lecture: Lecture, reseaux: list[str], type_defaut: str) -> dict[str, str]:
    nom = lecture.text("nom", "nom") or ""
    if sum(c.isalpha() for c in nom) < LETTRES_MIN:
        raise ValeurInvalide("la structure n’a pas de nom")
    type_structure = guess_type(reseaux, lecture.read("type", v.clean_text, ""), nom)
    if type_structure == TypeStructure.AUTRE and type_defaut:
        type_structure = type_defaut
    return {"nom": nom, "type": str(type_structure)}


def _read_id(lecture: Lecture) -> str:
    identifiant = lecture.read("id", v.clean_text, "")
    if len(identifiant) > SOURCE_ID_MAX:
        identifiant = identifiant[:150] + "-" + hashlib.sha256(identifiant.encode()).hexdigest()[:32]
    return identifiant


def derive_id(fiche: FicheLue) -> str:
    """Return a stable identifier for a record without one: its folded name and address, hashed."""
    lieu = fiche.localisation
    parties = (fiche.champs.get("siret", ""), fiche.nom, lieu.code_postal, lieu.commune, lieu.adresse)
    return "calcule-" + hashlib.sha256("|".join(map(fold, parties)).encode()).hexdigest()[:32]


def read_localisation(lecture: Lecture) -> Localisation:
    """Return where the record says it is; the postcode stays as written, for the resolver to judge."""
    pays = fold(lecture.read("pays", v.clean_text, ""))
    code_postal = lecture.read("code_postal", _read_postcode, "")
    belge = pays in PAYS_BELGES or code_postal.upper().startswith("B")
    localisation = Localisation(
        adresse=lecture.text("adresse", "adresse") or "",
        code_postal=code_postal,
        commune=lecture.read("commune", v.clean_text, "")[:COMMUNE_MAX],
        code_insee=lecture.read("code_insee", v.clean_code, "")[:CODE_MAX],
        pays="BE" if belge else "FR" if pays in {"fr", "fra", "france"} else "",
    )
    localisation.latitude, localisation.longitude = _read_position(lecture)
    return localisation


def _read_postcode(brut: Any) -> str:
    texte = v.clean_text(brut).strip("'\"=")
    return (v.clean_code(texte) if v.is_tableur_number(texte) else texte)[:CODE_POSTAL_MAX]


def _read_position(lecture: Lecture) -> tuple[float | None, float | None]:
    latitude = lecture.read("latitude", parse_nombre)
    longitude = lecture.read("longitude", parse_nombre)
    if latitude is None or longitude is None:
        if latitude is not longitude:
            lecture.remarques.append("coordonnées incomplètes, ignorées")
        return None, None
    try:
        point, remarque = to_wgs84(latitude, longitude)
    except ValeurInvalide as erreur:
        lecture.remarques.append(f"{erreur}, ignorées")
        return None, None
    if remarque:
        lecture.remarques.append(remarque)
    return round(point[0], 6), round(point[1], 6)


def _read_texts(lecture: Lecture) -> dict[str, Any]:
    return {
        "sigle": lecture.text("sigle", "sigle"),
        "presentation": lecture.text("description", "presentation", lignes=True),
        "frais_detail": lecture.text("frais_detail", "frais_detail"),
        "siret": lecture.read("siret", identite.clean_siret),
        "site_web": lecture.read("site_web", identite.clean_url),
        "lien_source": lecture.read("lien_source", identite.clean_url),
    }


def _read_lists(lecture: Lecture, vocabulaire: Vocabulaire) -> dict[str, Any]:
    modes = lecture.codes("modes_accueil", "modes_accueil")
    frais = lecture.codes("frais", "frais")
    publics = lecture.codes("publics", "publics")
    zones = lecture.known("zone", vocabulaire.find_zones)
    return {
        "thematiques": lecture.known("thematiques", vocabulaire.find_thematiques),
        "publics": [Public.TOUS.value] if publics and Public.TOUS in publics else publics,
        "langues": lecture.codes("langues", "langues"),
        "reseaux": lecture.codes("reseaux_porteurs", "reseaux"),
        "frais": None if frais is None else frais[0] if len(frais) == 1 else "",
        "modes_accueil": modes,
        "distanciel": None if modes is None else ModeAccueil.DISTANCE.value in modes,
        "zones": None if zones is None else [":".join(cle) for cle in zones],
    }


def read_ages(lecture: Lecture) -> dict[str, int | None]:
    """Return the bounds given; reversed bounds are dropped with a remark, a blank cell means no bound."""
    ages: dict[str, Any] = {}
    for champ in ("age_min", "age_max"):
        if champ in lecture.brut:
            ages[champ] = lecture.read(champ, lambda brut: v.clean_entier(brut, maximum=AGE_MAX), "")
    if ages.get("age_max") not in (None, "") and ages["age_max"] >= AGE_SANS_LIMITE:
        ages["age_max"] = None
    age_min, age_max = ages.get("age_min"), ages.get("age_max")
    if isinstance(age_min, int) and isinstance(age_max, int) and age_min > age_max:
        lecture.remarques.append("âge minimum supérieur à l’âge maximum, valeurs ignorées")
        return {}
    return {champ: borne for champ, borne in ages.items() if borne != ""}


def _read_contacts(lecture: Lecture, pays: str) -> dict[str, Any]:
    lu = lecture.read("telephone", lambda brut: identite.clean_telephone(brut, pays=pays))
    if lu and lu[1]:
        lecture.remarques.append("plusieurs téléphones, le premier lisible est gardé")
    return {"telephone": lu[0] if lu else None, "courriel": lecture.read("courriel", identite.clean_courriel)}


def _read_lieu(lecture: Lecture, localisation: Localisation) -> dict[str, Any]:
    accessibilite = lecture.codes("accessibilite", "accessibilite")
    lieu = {
        "complement": lecture.text("complement_adresse", "complement"),
        "horaires": lecture.read("horaires_accueil", clean_horaires),
        "acces": lecture.text("acces", "acces", lignes=True),
        "accessibilite": None if accessibilite is None else accessibilite[0] if accessibilite else "inconnue",
    }
    return {champ: valeur for champ, valeur in lieu.items() if valeur is not None}

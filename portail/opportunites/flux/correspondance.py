"""From a nested record to an `OffreLue`: which value fills which field, every loss remarked."""

import datetime
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from geo.folding import fold
from ressources.importation.coordonnees import parse_couple, to_wgs84
from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.lignes import Ligne
from ressources.importation.mapping import LETTRES_MIN, SOURCE_ID_MAX, Lecture, read_ages, read_localisation
from ressources.importation.valeurs import clean_text
from ressources.importation.vocabulaire_recu import Vocabulaire

from ..vocabulaire import Famille
from .champs import ALIAS, AUTRES, CHAMPS, PLACE, Champ, read_famille
from .chemins import find, plain
from .dates import read_heure
from .defauts import complete
from .offre_lue import OffreLue
from .vocabulaire import FormatFlux

_CAMEL = re.compile(r"(?<=[a-zéè])(?=[A-Z])")  # "datePublication" is two words
PROFONDEUR = 5

# What the readers of these formats call the fields; nothing else of theirs is guessed.
CHEMINS: dict[str, dict[str, str]] = {
    FormatFlux.LBA: {nom: nom for nom in (*CHAMPS, *AUTRES)},
    FormatFlux.RSS: {
        "id": "id", "titre": "title", "description": "description", "lien": "lien",
        "organisme": "creator | author.name", "debut": "startdate | dtstart | start", "fin": "enddate | dtend | end",
        "cloture": "expires | validthrough | date_limite", "adresse": "location | address | adresse",
        "code_postal": "postalcode | zip | code_postal", "commune": "city | ville | commune", "point": "point",
    },
    FormatFlux.ICAL: {
        "id": "id", "titre": "titre", "description": "description", "lien": "lien", "debut": "debut", "fin": "fin",
        "heure_debut": "heure_debut", "heure_fin": "heure_fin", "adresse": "lieu", "point": "geo",
    },
}  # fmt: skip


@dataclass
class Reglage:
    """How to read a feed: its family, the paths and values that an editor gave, and whether to guess the others."""

    famille: str
    format: str
    chemins: dict[str, str] = field(default_factory=dict)
    valeurs: dict[str, str] = field(default_factory=dict)
    devine: bool = True
    vocabulaire: Vocabulaire = field(default_factory=Vocabulaire.load)

    def pick(self, donnees: dict[str, Any]) -> dict[str, Any]:
        """Return the raw values under our field names; a field that the record does not have is absent."""
        brut: dict[str, Any] = {}
        connus = CHEMINS.get(self.format)
        index = _index(donnees) if connus is None and self.devine else {}
        for champ in (*CHAMPS, *AUTRES):
            if chemin := self.chemins.get(champ) or (connus or {}).get(champ):
                valeur = find(donnees, chemin)
                trouve = valeur is not None or champ in self.chemins
            else:
                trouve, valeur = _guess(champ, index)
            if champ in self.valeurs and valeur in (None, "", []):
                trouve, valeur = True, self.valeurs[champ]
            if trouve:
                brut[champ] = valeur
        return brut


def build_offre(ligne: Ligne, reglage: Reglage) -> OffreLue:
    """Return the clean offer; raises ValeurInvalide when it lacks what its family cannot do without."""
    if ligne.erreur:
        raise ValeurInvalide(ligne.erreur)
    brut = reglage.pick(ligne.valeurs)
    lecture = Lecture(brut)
    famille = lecture.read("famille", read_famille, "") or reglage.famille
    if famille == Famille.EVENEMENT:
        _read_hours(brut)
    champs = {nom: _read(lecture, champ) for nom, champ in CHAMPS.items() if nom in brut and famille in champ.familles}
    champs = {nom: valeur for nom, valeur in champs.items() if valeur is not _ILLISIBLE}
    if sum(lettre.isalpha() for lettre in champs.get("titre") or "") < LETTRES_MIN:
        raise ValeurInvalide("l’offre n’a pas de titre")
    champs.update(_read_shared(lecture, reglage.vocabulaire))
    complete(champs, famille, lecture.remarques)
    localisation = _read_place(lecture)
    return OffreLue(
        ligne=ligne.numero,
        source_id=_read_id(lecture) or _derive_id(champs),
        famille=famille,
        champs=champs,
        localisation=localisation,
        remarques=lecture.remarques,
    )


def read_id(ligne: Ligne, reglage: Reglage) -> str:
    """Return the identifier of a record that may be refused, "" when it gives none."""
    return _read_id(Lecture(reglage.pick(ligne.valeurs)))


_ILLISIBLE = object()


def _read_hours(brut: dict[str, Any]) -> None:
    """Take the hours out of the dates when they have no field of their own; midnight is no hour."""
    for jour, heure in (("debut", "heure_debut"), ("fin", "heure_fin")):
        if jour in brut and heure not in brut:
            with suppress(ValeurInvalide):
                lue = read_heure(brut[jour])
                brut[heure] = lue if lue and lue != datetime.time() else None


def _read(lecture: Lecture, champ: Champ) -> Any:
    valeur = lecture.read(champ.nom, champ.lit, _ILLISIBLE)
    if champ.longueur and isinstance(valeur, str) and len(valeur) > champ.longueur:
        lecture.remarques.append(f"{champ.nom} : texte coupé à {champ.longueur} caractères")
        return valeur[: champ.longueur - 1].rstrip() + "…"
    return valeur


def _read_shared(lecture: Lecture, vocabulaire: Vocabulaire) -> dict[str, Any]:
    """Return the themes, the publics, the zones and the ages that the record gives."""
    zones = lecture.known("zone", vocabulaire.find_zones)
    lus = {
        "thematiques": lecture.known("thematiques", vocabulaire.find_thematiques),
        "publics": lecture.codes("publics", "publics"),
        "zones": None if zones is None else sorted(":".join(cle) for cle in zones),
    }
    return {nom: valeur for nom, valeur in lus.items() if valeur is not None} | read_ages(lecture)


def _read_place(lecture: Lecture):
    """Return where it is. The country of a stay abroad is no part of it."""
    lieu = Lecture({nom: plain(lecture.brut[nom]) for nom in PLACE if nom in lecture.brut})
    if lieu.brut.get("latitude") in (None, "") and (couple := lieu.read("point", parse_couple)):
        try:
            (lieu.brut["latitude"], lieu.brut["longitude"]), remarque = to_wgs84(*couple)
            lieu.remarques += [remarque] if remarque else []
        except ValeurInvalide as erreur:
            lieu.remarques.append(f"{erreur}, ignorées")
    localisation = read_localisation(lieu)
    lecture.remarques += lieu.remarques
    return localisation


def _read_id(lecture: Lecture) -> str:
    identifiant = lecture.read("id", clean_text, "")
    if len(identifiant) > SOURCE_ID_MAX:
        identifiant = identifiant[:150] + "-" + hashlib.sha256(identifiant.encode()).hexdigest()[:32]
    return identifiant


def _derive_id(champs: dict[str, Any]) -> str:
    """Return a stable identifier for a record without one: its link, else its title, organisation and first day."""
    parties = [champs.get("lien") or ""] if champs.get("lien") else []
    parties = parties or [fold(str(champs.get(nom) or "")) for nom in ("titre", "organisme", "debut")]
    return "calcule-" + hashlib.sha256("|".join(parties).encode()).hexdigest()[:32]


def _index(donnees: dict[str, Any]) -> dict[str, Any]:
    """Return {folded name: value}: whole paths first ("lieu ville"), then last steps ("ville")."""
    entiers: dict[str, Any] = {}
    derniers: dict[str, Any] = {}

    def visit(noeud: Any, avant: str, profondeur: int) -> None:
        if isinstance(noeud, list) and noeud and isinstance(noeud[0], dict):
            noeud = noeud[0]
        if not isinstance(noeud, dict) or profondeur > PROFONDEUR:
            return
        for cle, valeur in noeud.items():
            nom = fold(_CAMEL.sub(" ", str(cle)[:200]))
            entiers.setdefault(f"{avant} {nom}".strip(), plain(valeur))
            derniers.setdefault(nom, plain(valeur))
            visit(valeur, f"{avant} {nom}".strip(), profondeur + 1)

    visit(donnees, "", 0)
    return {**derniers, **entiers}


def _guess(champ: str, index: dict[str, Any]) -> tuple[bool, Any]:
    """Return (found, value) by the names that feeds give to a field; objects only fill the position."""
    for alias in ALIAS.get(champ, ()):
        if alias in index and (champ == "point" or not _is_nested(index[alias])):
            return True, index[alias]
    return False, None


def _is_nested(valeur: Any) -> bool:
    return isinstance(valeur, dict) or (isinstance(valeur, list) and any(isinstance(un, dict | list) for un in valeur))


def guess_famille(donnees: dict[str, Any]) -> str:
    """Return the family that the names of a record speak of, "" when none does."""
    index = _index(donnees)
    return next((famille for famille, champs in _SIGNES.items() if any(_guess(c, index)[0] for c in champs)), "")


_SIGNES = {
    Famille.ALTERNANCE.value: ("rome", "contrat", "metier", "cfa", "rythme"),
    Famille.MOBILITE.value: ("pays", "programme", "semaines_min"),
    Famille.LOGEMENT.value: ("services",),
    Famille.ENGAGEMENT.value: ("forme", "domaine", "indemnite"),
    Famille.EVENEMENT.value: ("debut", "heure_debut"),
}

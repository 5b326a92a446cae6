"""Translate the words of a source into ours: themes, publics, languages, networks, type, zones.

Whatever is not in our vocabulary is named in a remark and left out; it never stops an import.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from geo.folding import fold
from geo.models import Arrondissement, Commune, Departement, Epci, Region, Zone
from ressources.importation.valeurs import clean_liste
from ressources.models import Thematique
from ressources.vocabulaire import RESEAUX, Accessibilite, Frais, Langue, ModeAccueil, Public, TypeStructure

_TYPES = yaml.safe_load((Path(__file__).parent.parent / "donnees" / "types_structure.yaml").read_text(encoding="utf-8"))
CleZone = tuple[str, str, str]  # genre, country, code
_REF_COMMUNE = re.compile(r"(be-)?\d[\dABab]\d{3}")
FRANCE_ENTIERE = {"france", "99100", "fr", "france entiere", "national"}


def _by_word(choix) -> dict[str, str]:
    """Return {folded code or label: code} for a closed list."""
    mots = {}
    for code, libelle in choix:
        mots[fold(code)] = code
        mots.setdefault(fold(str(libelle)), code)
    return mots


_PUBLICS = _by_word(Public.choices) | {"tous": Public.TOUS, "tout public": Public.TOUS, "jeune": Public.JEUNES}
_LANGUES = _by_word(Langue.choices) | {"lsf": Langue.LSF, "flamand": Langue.NEERLANDAIS}
_RESEAUX = _by_word(RESEAUX.items())
_MODES = _by_word(ModeAccueil.choices) | {
    "presentiel": ModeAccueil.PRESENTIEL, "sur place": ModeAccueil.PRESENTIEL,
    "distanciel": ModeAccueil.DISTANCE, "distance": ModeAccueil.DISTANCE,
}  # fmt: skip
_FRAIS = _by_word(Frais.choices) | {
    "gratuit sous conditions": Frais.PAYANT, "adhesion": Frais.PAYANT, "pass numerique": Frais.PAYANT,
}  # fmt: skip
_ACCES = _by_word(Accessibilite.choices) | {
    "oui": Accessibilite.TOTALE, "accessible": Accessibilite.TOTALE, "total": Accessibilite.TOTALE,
    "partiel": Accessibilite.PARTIELLE, "partiellement": Accessibilite.PARTIELLE, "non accessible": Accessibilite.NON,
}  # fmt: skip
_ENUMERATIONS = {
    "publics": _PUBLICS, "langues": _LANGUES, "reseaux": _RESEAUX, "modes_accueil": _MODES, "frais": _FRAIS,
    "accessibilite": _ACCES,
}  # fmt: skip


def translate(champ: str, valeur: Any) -> tuple[list[str], list[str]]:
    """Return (our codes, words we do not know) for a closed list: `publics`, `langues`, `reseaux`, …"""
    table, codes, inconnus = _ENUMERATIONS[champ], [], []
    for mot in clean_liste(valeur):
        code = table.get(fold(mot))
        (inconnus if code is None else codes).append(mot if code is None else str(code))
    return list(dict.fromkeys(codes)), inconnus


def guess_type(reseaux: list[str], declare: str, nom: str) -> str:
    """Return the type of a structure from its networks, else its declared type, else its name; `autre` if none says."""
    if fold(declare).replace(" ", "_") in TypeStructure.values:
        return fold(declare).replace(" ", "_")
    for reseau in reseaux:
        if reseau in _TYPES["reseaux"]:
            return _TYPES["reseaux"][reseau]
    for texte in (f" {fold(declare)} ", f" {fold(nom)} "):
        for type_structure, expressions in _TYPES["mots"]:
            if any(f" {expression} " in texte for expression in expressions):
                return type_structure
    return TypeStructure.AUTRE


@dataclass
class Vocabulaire:
    """The themes and territories of the database, loaded once per import."""

    thematiques: dict[str, list[str]] = field(default_factory=dict)  # word or code → slugs
    territoires: dict[str, set[str]] = field(default_factory=dict)  # genre → codes
    noms_territoires: dict[str, CleZone] = field(default_factory=dict)
    zones_lues: dict[str, CleZone | None] = field(default_factory=dict)  # answers already given

    @classmethod
    def load(cls) -> "Vocabulaire":
        vocabulaire = cls()
        for theme in Thematique.objects.all():
            for mot in (fold(theme.slug), fold(theme.nom), *theme.codes_di):
                vocabulaire.thematiques.setdefault(mot, []).append(theme.slug)
        for genre, modele in (
            ("departement", Departement), ("region", Region), ("epci", Epci), ("arrondissement", Arrondissement),
        ):  # fmt: skip
            for pays, code, nom in modele.objects.values_list("pays", "code", "nom"):
                if pays == "FR":
                    vocabulaire.territoires.setdefault(genre, set()).add(code)
                vocabulaire.noms_territoires.setdefault(fold(nom), (genre, pays, code))
        return vocabulaire

    def find_thematiques(self, valeur: Any) -> tuple[list[str], list[str]]:
        """Return (slugs of our themes, unknown words): data·inclusion codes, slugs or names of ours."""
        slugs, inconnus = set(), []
        for mot in clean_liste(valeur):
            trouves = self.thematiques.get(mot.lower()) or self.thematiques.get(fold(mot))
            slugs.update(trouves or ())
            if not trouves:
                inconnus.append(mot)
        return sorted(slugs), inconnus

    def find_zones(self, valeur: Any) -> tuple[list[CleZone], list[str]]:
        """Return (zone keys, unknown words) for codes of the COG, "france", or names of territories.

        Two or three characters are a département (data·inclusion has no région codes), nine digits an EPCI.
        """
        zones, inconnus = [], []
        for mot in clean_liste(valeur):
            if mot not in self.zones_lues:
                self.zones_lues[mot] = self._find_zone(mot)
            cle = self.zones_lues[mot]
            zones.append(cle) if cle else inconnus.append(mot)
        return sorted(set(zones)), inconnus

    def _find_zone(self, mot: str) -> CleZone | None:
        if mot.lower() in FRANCE_ENTIERE:
            return ("pays", "FR", "FR")
        if mot.count(":") == 2:  # a zone's own key, as our exports write it: "departement:FR:59"
            genre, pays, code = mot.split(":")
            return (genre, pays, code) if Zone(genre=genre, pays=pays, code=code).find_territoire() else None
        if mot.upper() in self.territoires.get("departement", ()):
            return ("departement", "FR", mot.upper())
        if mot in self.territoires.get("epci", ()):
            return ("epci", "FR", mot)
        if _REF_COMMUNE.fullmatch(mot):
            commune = Commune.objects.get_by_ref(mot)
            return ("commune", str(commune.pays), commune.code) if commune else None
        return self.noms_territoires.get(fold(mot))


def ensure_zones(cles: set[CleZone]) -> dict[CleZone, int]:
    """Return {key: id} of the zones without exclusion for `cles`, creating the missing ones."""
    return {(genre, pays, code): Zone.objects.get_or_make(genre, code, pays).pk for genre, pays, code in sorted(cles)}

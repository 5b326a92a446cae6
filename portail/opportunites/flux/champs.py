"""The fields that a feed may fill, how each is read, and the words under which feeds write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from geo.folding import fold
from ressources.importation import identite
from ressources.importation import valeurs as v
from ressources.importation.erreurs import ValeurInvalide
from ressources.vocabulaire import Frais

from ..pays import PAYS
from ..vocabulaire import (
    Contrat,
    DomaineEngagement,
    Famille,
    FormeEngagement,
    GenreEvenement,
    Niveau,
    Programme,
    ServiceLogement,
)
from .dates import read_date, read_heure

_DONNEES = yaml.safe_load((Path(__file__).parent / "donnees" / "champs.yaml").read_text(encoding="utf-8"))
ALIAS: dict[str, list[str]] = _DONNEES["alias"]
TITRES_CONNUS = frozenset(alias for noms in ALIAS.values() for alias in noms)
_SYNONYMES: dict[str, dict[str, str]] = _DONNEES["synonymes"]
OUI, NON = {"oui", "o", "vrai", "true", "1", "yes", "remote", "a distance", "teletravail", "x"}, {
    "non", "n", "faux", "false", "0", "no", "onsite", "hybrid", "presentiel",
}  # fmt: skip
TITRE, ACCROCHE, LONG = 150, 220, 10_000

Lecteur = Callable[[Any], Any]


def _words(champ: str, choix) -> dict[str, str]:
    mots = {fold(mot): code for mot, code in _SYNONYMES.get(champ, {}).items()}
    for code, libelle in choix:
        mots[fold(str(code))] = str(code)
        mots.setdefault(fold(str(libelle)), str(code))
    return mots


def _choice(champ: str, choix) -> Lecteur:
    """Read one code of a closed list: the code, its label, or a synonym inside the text."""
    mots = _words(champ, choix)

    def read(brut: Any) -> str:
        textes = [fold(texte) for texte in v.clean_liste(brut)]
        for texte in textes:
            if texte in mots:
                return mots[texte]
        for texte in textes:
            for mot, code in mots.items():
                if len(mot) > 2 and re.search(rf"\b{re.escape(mot)}", texte):
                    return code
        if textes:
            raise ValeurInvalide(f"« {textes[0][:40]} » inconnu de notre vocabulaire")
        return ""

    return read


def _choices(champ: str, choix) -> Lecteur:
    un = _choice(champ, choix)
    return lambda brut: list(dict.fromkeys(un(mot) for mot in v.clean_liste(brut)))


def read_bool(brut: Any) -> bool | None:
    """Return what "oui", "0", "remote"… say, None when blank; raises ValeurInvalide otherwise."""
    texte = fold(v.clean_text(brut))
    if not texte:
        return None
    if texte in OUI:
        return True
    if texte in NON:
        return False
    raise ValeurInvalide(f"« {texte[:20]} » n’est ni oui ni non")


def read_rome(brut: Any) -> str:
    """Return the first ROME code of a text or list ("D1102"), "" when blank."""
    texte = v.clean_text(brut).upper()
    trouve = re.search(r"\b[A-N]\d{4}\b", texte)
    if texte and not trouve:
        raise ValeurInvalide(f"code ROME « {texte[:20]} » illisible")
    return trouve[0] if trouve else ""


def _line(brut: Any) -> str:
    return v.clean_text(brut)


def _lines(brut: Any) -> str:
    """Return a text of several lines; the items of a list take one line each."""
    if isinstance(brut, list):
        return "\n".join(filter(None, (v.clean_text(mot) for mot in brut if not isinstance(mot, dict | list))))
    return v.clean_text(brut, lignes=True)


def _whole(maximum: int, minimum: int = 0) -> Lecteur:
    def read(brut: Any) -> int | None:
        nombre = v.clean_entier(brut, maximum=maximum)
        if nombre is not None and nombre < minimum:
            raise ValeurInvalide(f"nombre {nombre} trop petit")
        return nombre

    return read


def _day(brut: Any) -> str | None:
    jour = read_date(brut)
    return jour.isoformat() if jour else None


def _time(brut: Any) -> str | None:
    heure = read_heure(brut)
    return heure.isoformat() if heure else None


def _phone(brut: Any) -> str:
    lu = identite.clean_telephone(brut, pays="FR")
    return lu[0] if lu else ""


@dataclass(frozen=True, slots=True)
class Champ:
    """One field: how it is read (JSON values; days as ISO texts), its longest text, the families that have it."""

    nom: str
    libelle: Any
    lit: Lecteur
    longueur: int = 0
    familles: frozenset[str] = frozenset(Famille.values)


def _of(*familles: str) -> frozenset[str]:
    return frozenset(map(str, familles))


_ALT, _ENG, _EVT, _MOB, _LOG = (
    _of(famille)
    for famille in (Famille.ALTERNANCE, Famille.ENGAGEMENT, Famille.EVENEMENT, Famille.MOBILITE, Famille.LOGEMENT)
)

# Fields of the models. The place (`PLACE`), the themes, the zones and the ages are read by the guide's own readers.
CHAMPS = {
    champ.nom: champ
    for champ in (
        Champ("titre", _("titre"), _line, TITRE),
        Champ("accroche", _("en une phrase"), _line, ACCROCHE),
        Champ("description", _("description"), _lines, LONG),
        Champ("conditions", _("il faut"), _lines, LONG),
        Champ("demarches", _("comment faire"), _lines, LONG),
        Champ("organisme", _("organisme"), _line, 150),
        Champ("lien", _("lien pour répondre"), identite.clean_url, 500),
        Champ("telephone", _("téléphone"), _phone),
        Champ("ouverture", _("ouvre le"), _day),
        Champ("cloture", _("ferme le"), _day),
        Champ("debut", _("commence le"), _day),
        Champ("fin", _("finit le"), _day),
        Champ("places", _("nombre de places"), _whole(9_999)),
        Champ("distanciel", _("à distance"), read_bool),
        Champ("contrat", _("contrat"), _choice("contrat", Contrat.choices), 0, _ALT),
        Champ("metier", _("métier"), _line, 120, _ALT),
        Champ("rome", _("code ROME"), read_rome, 0, _ALT),
        Champ("diplome", _("diplôme préparé"), _line, 150, _ALT),
        Champ("niveau_prepare", _("niveau préparé"), _choice("niveau", Niveau.choices), 0, _ALT),
        Champ("niveau_demande", _("diplôme demandé"), _choice("niveau", Niveau.choices), 0, _ALT | _MOB),
        Champ("cfa", _("école ou CFA"), _line, 150, _ALT),
        Champ("rythme", _("rythme"), _line, 150, _ALT),
        Champ("duree_mois", _("durée en mois"), _whole(36, 1), 0, _ALT | _ENG),
        Champ("remuneration", _("ce que tu gagnes"), _line, 200, _ALT),
        Champ("pays", _("pays"), _choice("pays", PAYS.items()), 0, _MOB),
        Champ("ville_etrangere", _("ville à l’étranger"), _line, 80, _MOB),
        Champ("programme", _("programme"), _choice("programme", Programme.choices), 0, _MOB),
        Champ("semaines_min", _("durée minimum en semaines"), _whole(156, 1), 0, _MOB),
        Champ("semaines_max", _("durée maximum en semaines"), _whole(156, 1), 0, _MOB),
        Champ("langue_demandee", _("langue demandée"), _line, 120, _MOB),
        Champ("aides", _("ce qui est payé"), _lines, LONG, _MOB),
        Champ("forme", _("forme d’engagement"), _choice("forme", FormeEngagement.choices), 0, _ENG),
        Champ("domaine", _("domaine d’engagement"), _choice("domaine", DomaineEngagement.choices), 0, _ENG),
        Champ("heures_semaine", _("heures par semaine"), _whole(48, 1), 0, _ENG),
        Champ("indemnite", _("ce que tu reçois"), _line, 200, _ENG),
        Champ("genre", _("genre d’événement"), _choice("genre", GenreEvenement.choices), 0, _EVT),
        Champ("heure_debut", _("de"), _time, 0, _EVT),
        Champ("heure_fin", _("à"), _time, 0, _EVT),
        Champ("frais", _("prix"), _choice("frais", Frais.choices), 0, _EVT),
        Champ("frais_detail", _("précisions sur le prix"), _line, 250, _EVT),
        Champ("sur_inscription", _("sur inscription"), read_bool, 0, _EVT),
        Champ("services", _("aide pour"), _choices("services", ServiceLogement.choices), 0, _LOG),
        Champ("documents", _("à apporter"), _lines, LONG, _LOG),
    )
}
AUTRES = {
    "id": _("identifiant dans le flux"), "famille": _("famille"), "thematiques": _("thématiques"),
    "publics": _("publics"), "zone": _("territoire desservi"), "age_min": _("âge minimum"),
    "age_max": _("âge maximum"), "adresse": _("adresse"), "code_postal": _("code postal"),
    "commune": _("commune"), "code_insee": _("code INSEE"), "latitude": _("latitude"), "longitude": _("longitude"),
    "point": _("latitude et longitude ensemble"),
}  # fmt: skip
PLACE = ("adresse", "code_postal", "commune", "code_insee", "latitude", "longitude", "point")
read_famille = _choice("famille", Famille.choices)


def list_champs() -> list[tuple[str, Any]]:
    """Return the choices of a mapping; a function, so that a new field needs no migration."""
    autres = [(nom, libelle) for nom, libelle in AUTRES.items() if nom != "id"]
    return [("id", AUTRES["id"]), *((champ.nom, champ.libelle) for champ in CHAMPS.values()), *autres]

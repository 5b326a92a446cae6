"""What a file would give: its first offers as they would appear, what is refused, which paths its records have."""

import datetime
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ressources.importation.erreurs import FichierRefuse, ValeurInvalide
from ressources.importation.localisation import Localisateur
from ressources.importation.valeurs import clean_text

from ..mots import say_jour
from .chemins import list_paths
from .correspondance import Reglage, build_offre
from .execution import Options, Resultat
from .importeur import import_path, read_lignes, reglage_of
from .models import Flux
from .offre_lue import OffreLue

PREMIERES, CHEMINS_MAX, EXTRAIT = 6, 80, 80


@dataclass
class Premiere:
    """One of the first records: the offer and its place, or why it is refused."""

    ligne: int
    offre: OffreLue | None = None
    erreur: str = ""
    commune: str = ""
    motif: str = ""

    @property
    def quand(self) -> str:
        """Say the first and the last day: "jeudi 3 décembre, ferme le mardi 1er décembre"; "" without any."""
        champs = self.offre.champs if self.offre else {}
        jours = (champs.get(nom) for nom in ("debut", "cloture"))
        debut, cloture = (say_jour(datetime.date.fromisoformat(jour)) if jour else "" for jour in jours)
        return ", ".join(filter(None, [debut, cloture and _("ferme le %(jour)s") % {"jour": cloture}]))


@dataclass
class Apercu:
    """What a file would do. `refus` is why it would be refused as a whole."""

    premieres: list[Premiere] = field(default_factory=list)
    chemins: list[tuple[str, str]] = field(default_factory=list)
    resultat: Resultat | None = None
    refus: str = ""


def preview(flux: Flux, path: Path) -> Apercu:
    """Read a file as the feed would; nothing is kept, and nothing is raised."""
    apercu, reglage = Apercu(), reglage_of(flux)
    localisateur = Localisateur()
    try:
        for ligne in islice(read_lignes(flux, path), PREMIERES):
            if not apercu.chemins:
                apercu.chemins = _describe_paths(ligne.valeurs)
            apercu.premieres.append(_read(ligne, reglage, localisateur))
        apercu.resultat = import_path(flux, path, Options(dry_run=True))
    except FichierRefuse as refus:
        apercu.refus = str(refus)
    return apercu


def _read(ligne: Any, reglage: Reglage, localisateur: Localisateur) -> Premiere:
    try:
        offre = build_offre(ligne, reglage)
    except ValeurInvalide as erreur:
        return Premiere(ligne.numero, erreur=str(erreur))
    premiere = Premiere(ligne.numero, offre)
    if offre.is_placed_somewhere:
        placement = localisateur.place(offre.localisation)
        premiere.motif = placement.detail
        premiere.commune = localisateur.fetch(placement.commune_id).nom if placement.commune_id else ""
    return premiere


def _describe_paths(valeurs: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (path, beginning of the value) for the first record."""
    lus = []
    for chemin, valeur in islice(list_paths(valeurs), CHEMINS_MAX):
        texte = clean_text(valeur) if not isinstance(valeur, dict) else ""
        lus.append((chemin, texte if len(texte) <= EXTRAIT else texte[: EXTRAIT - 1] + "…"))
    return lus

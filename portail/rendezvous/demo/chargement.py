"""Loading the demonstration's agendas. A structure that has reasons already is left as it is."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from ressources.demo.chargement import SOURCE
from ressources.models import PersonneRessource, Structure
from ressources.recurrence import PARIS

from ..creneaux import find_creneaux
from ..models import Motif, Ouverture
from ..services import Coordonnees, book_rendezvous

FICHIER = Path(__file__).parent / "agendas.yaml"
JOURS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PRENOMS = ("Noa", "Lina", "Théo", "Maïssa")


@transaction.atomic
def load(site: Site) -> dict[str, int]:
    """Add the missing agendas, after the guide; returns how many reasons, openings and appointments were added."""
    ajouts = {"motifs": 0, "ouvertures": 0, "rendezvous": 0}
    structures = {s.source_id: s for s in Structure.objects.filter(site=site, source=SOURCE)}
    personnes = {p.source_id: p for p in PersonneRessource.objects.filter(site=site, source=SOURCE)}
    for entree in yaml.safe_load(FICHIER.read_text(encoding="utf-8")):
        structure = structures.get(entree["structure"])
        if structure is None or structure.motifs.exists():
            continue
        motifs = {champs["nom"]: Motif.objects.create(structure=structure, **champs) for champs in entree["motifs"]}
        ajouts["motifs"] += len(motifs)
        for nom, ouvertures in entree["personnes"].items():
            if nom in personnes:
                ajouts["ouvertures"] += _open(personnes[nom], ouvertures, motifs)
        ajouts["rendezvous"] += _book_some(entree["structure"], next(iter(motifs.values())))
    return ajouts


def _open(personne: PersonneRessource, ouvertures: list[dict[str, Any]], motifs: dict[str, Motif]) -> int:
    lieu = personne.lieux.first() or personne.structure.lieux.first()
    for entree in ouvertures:
        choisis = [motifs[nom] for nom in entree["motifs"]]
        a_distance = all(motif.mode in ("telephone", "visio") for motif in choisis)
        ouverture = Ouverture.objects.create(
            personne=personne,
            lieu=None if a_distance else lieu,
            debut=_last(entree["jour"], datetime.time.fromisoformat(entree["de"])),
            duree_minutes=entree["minutes"],
            regle=f"FREQ=WEEKLY;BYDAY={JOURS[entree['jour']]}",
        )
        ouverture.motifs.set(choisis)
    return len(ouvertures)


def _last(jour: int, heure: datetime.time) -> datetime.datetime:
    """Return the hour, on the last such day of the week before today."""
    aujourdhui = timezone.localdate(timezone=PARIS)
    retard = (aujourdhui.weekday() - jour) % 7 or 7
    return datetime.datetime.combine(aujourdhui - datetime.timedelta(days=retard), heure, tzinfo=PARIS)


def _book_some(cle: str, motif: Motif) -> int:
    """Take every other slot of the first ones, for people who do not exist."""
    pris = find_creneaux(motif=motif)[: 2 * len(PRENOMS) : 2]
    for rang, (prenom, creneau) in enumerate(zip(PRENOMS, pris, strict=False)):
        book_rendezvous(
            motif=motif,
            personne=creneau.personne,
            debut=creneau.debut,
            contact=Coordonnees(prenom=prenom, telephone=f"+3363998020{rang}", tranche_age="18-25"),
            cle=f"demonstration-{cle}-{rang}",
        )
    return len(pris)

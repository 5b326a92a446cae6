"""Make the requests of `demandes.yaml`. A second time there is nothing to do: each has its key."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import models
from django.utils import timezone

from portail.espace.models import Moyen
from portail.notifications.models import Message
from ressources.models import PersonneRessource, Structure
from ressources.vocabulaire import TypeStructure

from ..models import Demande
from ..portes import find_portes
from ..services import answer_demande, expire_demande, read_demande, refuse_demande, send_demande, write_again

FICHIER = Path(__file__).with_name("demandes.yaml")
CHAMPS = ("prenom", "tranche", "telephone", "courriel", "montre_contact", "preference", "moments")


def load(site) -> dict[str, int]:
    """Make what is missing. Returns how many requests were made, under "demandes"."""
    structure = (
        Structure.objects.published().filter(type=TypeStructure.MISSION_LOCALE, site=site).order_by("pk").first()
    )
    if structure is None:
        return {"demandes": 0}
    personnes = list(PersonneRessource.objects.published().filter(structure=structure).order_by("pk"))
    lignes = yaml.safe_load(FICHIER.read_text(encoding="utf-8"))
    return {"demandes": sum(_make(site, ligne, structure, personnes) for ligne in lignes)}


def _make(site, ligne: dict[str, Any], structure: Structure, personnes: list[PersonneRessource]) -> bool:
    rang = ligne["a"]
    cible = structure if rang == "structure" or rang >= len(personnes) else personnes[rang]
    donnees = {champ: ligne[champ] for champ in CHAMPS if champ in ligne}
    demande, nouvelle = send_demande(
        site=site, cible=cible, cle=ligne["cle"], message=ligne["message"], accord_version="démonstration", **donnees
    )
    if not nouvelle:
        return False
    debut = timezone.now() - timedelta(days=ligne["il_y_a"])
    _set_back(demande, debut)
    for fait in ligne.get("suite", ()):
        avant = timezone.now()
        _follow(demande, fait, str(cible))
        _set_back(demande, debut + timedelta(days=next(iter(fait.values()))), depuis=avant)
    Message.objects.filter(objet__in=(demande.objet_jeune, demande.objet_pro)).update(pas_avant=debut)
    return True


def _follow(demande: Demande, fait: dict[str, Any], nom: str) -> None:
    if "lue" in fait:
        read_demande(demande=demande, lecteur=nom, moyen=Moyen.LIEN)
    elif "reponse" in fait:
        answer_demande(demande=demande, texte=fait["texte"], nom=nom)
    elif "message" in fait:
        write_again(demande=demande, texte=fait["texte"])
    elif "refus" in fait:
        porte = next(iter(find_portes(demande).values()), None)
        refuse_demande(
            demande=demande, motif=fait["motif"], mot=fait["texte"], porte=porte.fiche if porte else None, nom=nom
        )
    elif "silence" in fait:
        expire_demande(demande=demande)


def _set_back(demande: Demande, moment: datetime, depuis: datetime | None = None) -> None:
    """Give `moment` to every date of the request that was written from `depuis` on (all of them without it)."""
    ligne = Demande.objects.get(pk=demande.pk)
    champs = [champ.name for champ in Demande._meta.concrete_fields if isinstance(champ, models.DateTimeField)]
    dates = {nom: valeur for nom in champs if (valeur := getattr(ligne, nom)) and (depuis is None or valeur >= depuis)}
    Demande.objects.filter(pk=demande.pk).update(**dict.fromkeys(dates, moment))
    for liste, champ in ((ligne.messages, "ecrit_le"), (ligne.evenements, "quand"), (ligne.lectures, "quand")):
        lignes = liste.filter(**{f"{champ}__gte": depuis}) if depuis else liste.all()
        lignes.update(**{champ: moment})

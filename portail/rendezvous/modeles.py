"""Samples of what is written about appointments, for editors to see: nothing of them is saved."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portail.notifications.gabarits import base_of
from portail.notifications.modeles import Modele, register_modele
from portail.notifications.vocabulaire import Canal
from ressources.models import PersonneRessource, Structure

from .models import Motif, RendezVous
from .mots import say_moment
from .vocabulaire import Lieu

LIEN = "/rendez-vous/suivi/exemple/"
JEUNE = {
    "rdv_confirmation": (_("Rendez-vous pris"), _("Dès que le rendez-vous est pris, avec la date pour l’agenda.")),
    "rdv_rappel": (_("Rappel"), _("48 heures puis 2 heures avant, sauf s’il est passé ou annulé.")),
    "rdv_deplacement": (_("Rendez-vous déplacé"), _("Quand l’heure ou la personne change.")),
    "rdv_annulation": (_("Annulé par la personne"), _("Quand la personne annule par son lien.")),
    "rdv_annulation_service": (_("Annulé par le service"), _("Quand le professionnel annule.")),
    "rdv_demande": (_("Aucun créneau ne convient"), _("Quand quelqu’un demande une autre date.")),
    "rdv_proposition": (_("Date proposée"), _("Quand le professionnel propose une date.")),
    "rdv_attente": (_("Liste d’attente"), _("Quand quelqu’un s’inscrit sur la liste d’attente.")),
    "rdv_place": (_("Une place se libère"), _("Au premier de la liste d’attente, trois fois au plus.")),
    "rdv_relais": (_("Quelqu’un d’autre peut recevoir"), _("Quand le professionnel propose un collègue à sa place.")),
}


def register_modeles() -> None:
    for nom, (libelle, quand) in JEUNE.items():
        _register(f"rendezvous/courriels/{nom}", Canal.COURRIEL, libelle, quand)
        _register(f"rendezvous/sms/{nom}", Canal.SMS, libelle, quand)
    _register(
        "rendezvous/courriels/rdv_pro",
        Canal.COURRIEL,
        _("Au professionnel"),
        _("À chaque rendez-vous pris, déplacé ou annulé, et à chaque date demandée."),
    )


def _register(gabarit: str, canal: str, libelle, quand) -> None:
    register_modele(Modele(gabarit=gabarit, canal=canal, libelle=libelle, quand=quand, exemple=make_sample))


def make_sample(site: Site) -> Mapping[str, Any]:
    """Return an appointment in three days, at two in the afternoon, between fictional people."""
    structure = Structure(site=site, nom="Mission locale du Beffroi")
    lea = PersonneRessource(site=site, prenom="Léa", nom="Mirabelle", structure=structure)
    motif = Motif(
        structure=structure,
        nom=str(_("Faire le point sur mon logement")),
        documents=str(_("Une pièce d’identité\nTon dernier bulletin de paie")),
        mode=Lieu.TELEPHONE,
    )
    jour = timezone.localdate() + datetime.timedelta(days=3)
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time(14)))
    rendezvous = RendezVous(
        site=site, motif=motif, personne=lea, debut=debut, fin=debut + datetime.timedelta(minutes=45)
    )
    return {
        "ligne": rendezvous,
        "rendezvous": rendezvous,
        "motif": motif,
        "quand": say_moment(debut),
        "limite": say_moment(debut - datetime.timedelta(days=1)),
        "avec": lea,
        "relais": PersonneRessource(site=site, prenom="Adama", nom="Houblon", structure=structure),
        "mot": str(_("L’accueil est fermé ce jour-là.")),
        "titre": str(_("Nouveau rendez-vous")),
        "phrase": str(_("Un rendez-vous vient d’être pris avec vous.")),
        "lien": base_of(site) + LIEN,
    }

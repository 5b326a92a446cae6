"""Samples of what is written about requests, for editors to see: nothing of them is saved."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portail.notifications.modeles import Modele, register_modele
from portail.notifications.vocabulaire import Canal

from .destinataires import Destinataire
from .models import AbusDemande, Demande

PRO = {
    "demande_recue": (_("Nouvelle demande"), _("Dès qu’une personne écrit.")),
    "demande_message": (_("Suite d’une demande"), _("Quand la personne écrit à nouveau.")),
    "demande_rappel": (_("Rappel au professionnel"), _("Sans réponse au bout de 3 puis de 7 jours.")),
    "demande_transmise": (_("Demande transmise"), _("À la personne remplaçante, quand la demande lui passe.")),
    "demande_guichet": (_("Demande confiée au guichet"), _("Au CRIJ, quand personne n’a répondu.")),
    "demande_lien": (_("Nouveau lien"), _("Quand le professionnel demande un lien neuf, à l’adresse connue.")),
    "demande_retiree": (_("Demande retirée"), _("Quand la personne retire sa demande.")),
    "demande_close": (_("Demande close"), _("Sans réponse au bout de 30 jours.")),
}
JEUNE = {
    "suivi_envoye": (_("Message envoyé"), _("Dès que la demande est partie.")),
    "suivi_reponse": (_("Réponse"), _("Quand le professionnel répond.")),
    "suivi_refus": (_("Une autre porte"), _("Quand le professionnel ne peut pas aider.")),
    "suivi_clos": (_("Fin de l’échange"), _("Quand la demande se ferme.")),
}


def register_modeles() -> None:
    for nom, (libelle, quand) in (PRO | JEUNE).items():
        _register(f"echanges/courriels/{nom}", Canal.COURRIEL, libelle, quand)
    for nom, (libelle, quand) in JEUNE.items():
        _register(f"echanges/sms/{nom}", Canal.SMS, libelle, quand)
    _register(
        "echanges/courriels/abus_signale",
        Canal.COURRIEL,
        _("Abus signalé"),
        _("Au CRIJ, quand l’un des deux signale l’autre."),
    )


def _register(gabarit: str, canal: str, libelle, quand) -> None:
    register_modele(Modele(gabarit=gabarit, canal=canal, libelle=libelle, quand=quand, exemple=make_sample))


def make_sample(site: Site) -> Mapping[str, Any]:
    """Return a request between fictional people, and links that open nothing."""
    demande = Demande(site=site, nom_cible="Léa Mirabelle", prenom="Zoé")
    return {
        "demande": demande,
        "destinataire": Destinataire("p1", "Léa Mirabelle", ()),
        "abus": AbusDemande(demande=demande),
        "lien": "exemple",
        "suivi": "exemple",
        "adresse_code": reverse("echanges:code"),
        "code": "ABCD-2345",
        "jours": 3,
        "jours_lien": settings.ECHANGES_LIEN_JOURS,
    }

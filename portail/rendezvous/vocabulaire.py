"""The words of appointments: every closed list, and the limits of the trade with their source."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

QUART = datetime.timedelta(minutes=15)  # what the guard of the database counts in
# Observed practice of RDV Service Public: how late one may still change one's mind.
DELAI_ANNULATION = datetime.timedelta(hours=4)
DELAI_DEPLACEMENT = datetime.timedelta(days=2)
RAPPELS = {"48h": datetime.timedelta(hours=48), "2h": datetime.timedelta(hours=2)}
AVIS_MAX = 3  # notices to somebody on a waiting list, then no more
RELANCES = (datetime.timedelta(days=3), datetime.timedelta(days=7))  # of a professional who owes a time
TENUE_PROPOSITION = datetime.timedelta(hours=48)  # a proposed time is kept that long


class Lieu(models.TextChoices):
    """How one meets."""

    SUR_PLACE = "sur_place", _("Sur place")
    TELEPHONE = "telephone", _("Par téléphone")
    VISIO = "visio", _("En visio")
    DOMICILE = "domicile", _("Chez toi")


class Reservation(models.TextChoices):
    """Who may book."""

    PUBLIC = "public", _("Tout le monde, sans compte")
    PRESCRIPTEUR = "prescripteur", _("Les professionnels, pour un ou une jeune")
    SERVICE = "service", _("L’équipe de la structure seulement")


class Statut(models.TextChoices):
    """Where an appointment is at."""

    A_VENIR = "a_venir", _("À venir")
    HONORE = "honore", _("Honoré")
    ABSENCE = "absence", _("Absence")
    ANNULE_PERSONNE = "annule_personne", _("Annulé par la personne")
    ANNULE_SERVICE = "annule_service", _("Annulé par le service")


ANNULES = (Statut.ANNULE_PERSONNE, Statut.ANNULE_SERVICE)


class StatutDemande(models.TextChoices):
    """Where a request for another time is at."""

    EN_ATTENTE = "en_attente", _("En attente d’une proposition")
    PROPOSEE = "proposee", _("Une date est proposée")
    ACCEPTEE = "acceptee", _("Acceptée")
    CLOSE = "close", pgettext_lazy("demande", "Close")  # Wagtail translates the English verb

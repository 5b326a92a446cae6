"""The words of the messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Canal(models.TextChoices):
    COURRIEL = "courriel", _("Courriel")
    SMS = "sms", _("SMS")


class Statut(models.TextChoices):
    A_ENVOYER = "a_envoyer", _("À envoyer")
    ENVOYE = "envoye", _("Envoyé")
    ABANDONNE = "abandonne", _("Abandonné : il n’était plus utile")
    ECHEC = "echec", _("Échec")
    PLAFOND = "plafond", _("Refusé : le plafond de SMS du mois est atteint")
    OPPOSITION = "opposition", _("Refusé : la personne a demandé à ne plus rien recevoir")


# What a moderator may have sent again: the cause of the refusal can go away.
REPRENABLES = (Statut.ECHEC, Statut.PLAFOND)

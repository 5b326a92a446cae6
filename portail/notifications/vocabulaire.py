"""The words of the messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Statut(models.TextChoices):
    A_ENVOYER = "a_envoyer", _("À envoyer")
    ENVOYE = "envoye", _("Envoyé")
    ABANDONNE = "abandonne", _("Abandonné : il n’était plus utile")
    ECHEC = "echec", _("Échec")

"""Closed lists of the dispositifs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Apport(models.TextChoices):
    """What one gets, as a young person would look for it."""

    ARGENT = "argent", _("De l’argent")
    LOGEMENT = "logement", _("Un coup de pouce pour se loger")
    ACCOMPAGNEMENT = "accompagnement", _("Quelqu’un qui t’accompagne")
    FORMATION = "formation", _("Une formation ou un diplôme")
    EMPLOI = "emploi", _("Un contrat, un travail")
    SANTE = "sante", _("Des soins payés")
    MOBILITE = "mobilite", _("Un permis, des trajets moins chers")
    LOISIRS = "loisirs", _("De la culture, du sport, des départs")
    ENGAGEMENT = "engagement", _("Une mission utile")


class Etat(models.TextChoices):
    """Where a dispositif stands on a day, from its dates."""

    A_VENIR = "a_venir", _("pas encore ouvert")
    OUVERT = "ouvert", _("ouvert")
    BIENTOT_CLOS = "bientot_clos", _("bientôt clos")
    CLOS = "clos", _("clos")

"""Closed vocabularies of the geography."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pays(models.TextChoices):
    """Countries of the table, by ISO 3166-1 code."""

    FRANCE = "FR", _("France")
    BELGIQUE = "BE", _("Belgique")


class TypeCommune(models.TextChoices):
    """What INSEE's official geographic code (COG) calls a commune."""

    COMMUNE = "COM", _("commune")
    DELEGUEE = "COMD", _("commune déléguée")
    ASSOCIEE = "COMA", _("commune associée")
    ARRONDISSEMENT = "ARM", _("arrondissement municipal")


class GenreZone(models.TextChoices):
    """Kinds of territory a service may be offered to, from the smallest to the largest."""

    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("intercommunalité")
    ARRONDISSEMENT = "arrondissement", _("arrondissement")
    DEPARTEMENT = "departement", _("département ou province")
    REGION = "region", _("région")
    PAYS = "pays", _("pays")

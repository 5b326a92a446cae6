"""The closed lists of feeds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..vocabulaire import Famille


class FormatFlux(models.TextChoices):
    LBA = "labonnealternance", _("La bonne alternance (API v3)")
    JSON = "json", _("JSON")
    CSV = "csv", _("CSV")
    XML = "xml", _("XML")
    RSS = "rss", _("RSS ou Atom")
    ICAL = "ical", _("iCalendar (agenda)")


# What a feed of this format holds when nobody says.
FAMILLE_DU_FORMAT = {FormatFlux.LBA: Famille.ALTERNANCE, FormatFlux.ICAL: Famille.EVENEMENT}


class StatutPassage(models.TextChoices):
    ESSAI = "essai", _("essai")
    EFFECTUE = "effectue", _("effectué")
    INCHANGE = "inchange", _("rien de nouveau")
    REFUSE = "refuse", _("refusé")
    SUSPENDU = "suspendu", _("suspendu, à confirmer")

"""How fresh an entry is: the date of its last check against the clocks of the trade.

Review is due six months after the check; quality is 1 until then and falls in a straight line to 0 at two years.
Both delays, in months, may be changed in the settings (`RESSOURCES_MOIS_RELECTURE`, `RESSOURCES_MOIS_PEREMPTION`).
"""

import datetime

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Fraicheur(models.TextChoices):
    FRAICHE = "fraiche", _("À jour")
    A_RELIRE = "a_relire", _("À relire")
    PERIMEE = "perimee", _("Périmée")
    JAMAIS = "jamais", _("Jamais vérifiée")


def relecture_limit(jour: datetime.date | None = None) -> datetime.date:
    """Return the last check date that is due for review on `jour` (today by default)."""
    return (jour or timezone.localdate()) - relativedelta(months=getattr(settings, "RESSOURCES_MOIS_RELECTURE", 6))


def peremption_limit(jour: datetime.date | None = None) -> datetime.date:
    """Return the last check date that is worth nothing on `jour` (today by default)."""
    return (jour or timezone.localdate()) - relativedelta(months=getattr(settings, "RESSOURCES_MOIS_PEREMPTION", 24))


def compute_fraicheur(verifie_le: datetime.date | None, jour: datetime.date | None = None) -> Fraicheur:
    if verifie_le is None:
        return Fraicheur.JAMAIS
    if verifie_le <= peremption_limit(jour):
        return Fraicheur.PERIMEE
    return Fraicheur.A_RELIRE if verifie_le <= relecture_limit(jour) else Fraicheur.FRAICHE


def compute_quality(verifie_le: datetime.date | None, jour: datetime.date | None = None) -> float:
    """Return between 0 and 1: 1 when checked less than six months ago, 0 from two years on or when never checked."""
    if verifie_le is None:
        return 0.0
    fraiche, perimee = relecture_limit(jour), peremption_limit(jour)
    if verifie_le >= fraiche:
        return 1.0
    if verifie_le <= perimee:
        return 0.0
    return (verifie_le - perimee).days / (fraiche - perimee).days

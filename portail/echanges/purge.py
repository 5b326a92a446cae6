"""Forgetting: after so many months without a fact, only what figures need stays."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from .models import Demande
from .services import anonymise_demande


def oldest_kept() -> datetime:
    """Return the moment before which a request where nothing happened says nothing of anybody any more."""
    return timezone.now() - relativedelta(months=settings.ECHANGES_CONSERVATION_MOIS)


def purge() -> int:
    """Anonymise what is due, one transaction each; return how many."""
    dues = list(Demande.objects.still_before(oldest_kept()).values_list("pk", flat=True))
    for pk in dues:
        anonymise_demande(demande=Demande(pk=pk))
    return len(dues)

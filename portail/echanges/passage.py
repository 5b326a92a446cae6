"""The clock's round, every working morning: remind, hand over, close, measure. Each step is done once."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from structlog import get_logger

from ressources.fiches.contexte import reachable_deputy
from ressources.models import PersonneRessource
from ressources.recurrence import is_holiday

from .delais import refresh_delai
from .models import DelaiReponse, Demande
from .mouvements import MouvementInterdit
from .services import expire_demande, relay_to_deputy, relay_to_desk, remind

SAMEDI = 5
log = get_logger(__name__)


def make_round() -> Counter:
    """Do what is due to the requests that wait; return how many of each step. Nobody is written to on a day of rest.

    A step that fails for one request is written to the log, and the others go on: it is tried again the next day.
    """
    faits: Counter = Counter()
    if not is_working_day(timezone.localdate()):
        return faits
    for demande in Demande.objects.waiting_since(days_ago(first_step())).with_entries():
        try:
            faits.update(move(demande))
        except MouvementInterdit:  # answered meanwhile
            continue
        except Exception:
            log.exception("echanges: a request was left out of the round", demande=demande.pk)
    return faits


def first_step() -> int:
    """Return after how many days the first step comes."""
    return min(
        *settings.ECHANGES_RELANCES_JOURS,
        settings.ECHANGES_SUPPLEANT_JOURS,
        settings.ECHANGES_GUICHET_JOURS,
        settings.ECHANGES_CLOTURE_JOURS,
    )


def is_working_day(jour) -> bool:
    return jour.weekday() < SAMEDI and not is_holiday(jour)


def days_ago(jours: int) -> datetime:
    """Return the end of the day, in Paris, that was `jours` days ago: what came on that day has waited so many days."""
    veille = timezone.localdate() - timedelta(days=jours)
    return timezone.make_aware(datetime.combine(veille, datetime.max.time()))


def move(demande: Demande) -> list[str]:
    """Do the steps that are due to one request; return their names."""
    attente = (timezone.localdate() - timezone.localdate(demande.attend_depuis)).days
    if attente >= settings.ECHANGES_CLOTURE_JOURS:
        expire_demande(demande=demande)
        return ["close"]
    faits = []
    rang = sum(1 for jours in settings.ECHANGES_RELANCES_JOURS if attente >= jours)
    if rang and remind(demande=demande, rang=rang):
        faits.append("rappel")
    if attente >= settings.ECHANGES_SUPPLEANT_JOURS and (adjointe := deputy_of(demande)):
        relay_to_deputy(demande=demande, adjointe=adjointe)
        faits.append("suppleant")
    if attente >= settings.ECHANGES_GUICHET_JOURS and relay_to_desk(demande=demande):
        faits.append("guichet")
    return faits


def deputy_of(demande: Demande) -> PersonneRessource | None:
    """Return whom to hand it to: the deputy of who was written to, unless it was handed over already."""
    if demande.transmise_le or demande.personne is None:
        return None
    return reachable_deputy(demande.personne)


def refresh_delais() -> int:
    """Measure again the entries whose delay is shown: old answers leave the window. Return how many changed."""
    avant = {delai.pk: (delai.jours, delai.reponses) for delai in DelaiReponse.objects.all()}
    for delai in DelaiReponse.objects.select_related("structure", "personne"):
        refresh_delai(delai.personne or delai.structure)
    apres = {delai.pk: (delai.jours, delai.reponses) for delai in DelaiReponse.objects.all()}
    return sum(1 for pk, mesure in avant.items() if apres.get(pk) != mesure)

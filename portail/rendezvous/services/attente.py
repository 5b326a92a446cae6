"""The waiting list: told of a place that comes free, at most three times."""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ressources.models import PersonneRessource

from .. import messages
from ..models import ListeAttente, Motif
from ..vocabulaire import AVIS_MAX
from .contact import Coordonnees, forget_messages_of, once

PREVENUS = 5  # people told of one place, the first come first


@transaction.atomic
def join_attente(
    *, motif: Motif, personne: PersonneRessource | None, contact: Coordonnees, cle: str, site=None
) -> ListeAttente:
    """Put somebody on the list, for one person or any of the structure. The same `cle` counts once."""
    attente, new = once(
        ListeAttente,
        cle,
        lambda: ListeAttente.objects.create(
            site=site or motif.site, cle=cle, motif=motif, personne=personne, **contact.as_fields()
        ),
    )
    if new:
        messages.tell_waiting(attente)
    return attente


@transaction.atomic
def leave_attente(*, attente: ListeAttente) -> None:
    """Take somebody off the list, and forget them: nothing is owed to the figures here."""
    forget_messages_of(attente)
    ListeAttente.objects.filter(pk=attente.pk).delete()


def announce_place(*, motif: Motif, personne: PersonneRessource, debut: datetime.datetime) -> int:
    """Tell the first who wait that a time is free, if it can still be booked; return how many.

    Called in the transaction that frees it. Whoever had three notices hears no more.
    """
    if debut < timezone.now() + datetime.timedelta(hours=motif.delai_min_heures):
        return 0
    waiting = ListeAttente.objects.filter(
        Q(personne=personne) | Q(personne=None), motif=motif, avis__lt=AVIS_MAX, anonymise_le=None
    )
    told = 0
    for attente in waiting.select_related("motif__structure", "site").order_by("pk")[:PREVENUS]:
        if ListeAttente.objects.filter(pk=attente.pk, avis=attente.avis).update(avis=F("avis") + 1):
            attente.avis += 1
            messages.tell_place(attente, personne, debut)
            told += 1
    return told

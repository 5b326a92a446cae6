"""Sending: a message is leased, handed to the mail server or to the carrier of SMS, then marked.

Killed in between, it is taken again: at least once, never lost. Marking first would lose the message of a worker
killed before the sending.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from . import depart_courriel, depart_sms
from .echecs import EnvoiRetenu, read_failure
from .models import Message
from .retours import note_refusal
from .vocabulaire import Canal, Statut

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.NOTIFICATIONS_BAIL)  # longer than a mail server may take to answer
MINUTE = timedelta(seconds=settings.NOTIFICATIONS_MINUTE)
# Minutes before each new attempt: about two days in all, then the message has failed.
BACK_OFF = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)
BATCH = 200
SENDERS: dict[str, Callable[[Message], str]] = {Canal.COURRIEL: depart_courriel.send, Canal.SMS: depart_sms.send}


def send_due() -> int:
    """Send what is due, oldest first, until nothing is; return how many messages left."""
    sent = 0
    while waiting := list(Message.objects.due(timezone.now()).values_list("pk", flat=True)[:BATCH]):
        sent += sum(deliver(pk) for pk in waiting)
    return sent


def deliver(message_id: int) -> bool:
    """Send one message unless it is sent, dropped, too early or being sent; return whether it left."""
    now = timezone.now()
    leased = Message.objects.due(now).filter(pk=message_id)
    if not leased.update(bail_jusqua=now + LEASE, tentatives=F("tentatives") + 1):
        return False
    message = Message.objects.select_related("site").get(pk=message_id)
    if message.utile_jusqua and message.utile_jusqua < now:
        _settle(message, statut=Statut.ABANDONNE)
        return False
    try:
        answer = SENDERS[message.canal](message)
    except EnvoiRetenu as held:  # not a failure: nothing was asked of anybody
        _settle(message, **held.changes, tentatives=message.tentatives - 1)
        return False
    except Exception as error:  # whatever it is, the message must not be lost
        _note_failure(message, error, now)
        note_refusal(message, error)
        return False
    _settle(message, statut=Statut.ENVOYE, envoye_le=timezone.now(), reponse=answer)
    return True


def forget_old() -> int:
    """Forget what was settled more than NOTIFICATIONS_CONSERVATION_JOURS days ago; return how many messages."""
    from .services import forget_messages

    return forget_messages(before=timezone.now() - timedelta(days=settings.NOTIFICATIONS_CONSERVATION_JOURS))


def _note_failure(message: Message, error: Exception, now: datetime) -> None:
    answer, permanent = read_failure(error)
    logger.warning("notifications: message %s was not sent (%s)", message.pk, type(error).__name__)
    if permanent or message.tentatives > len(BACK_OFF):
        _settle(message, statut=Statut.ECHEC, reponse=answer, mois=None)  # the cap counts what leaves
        return
    again = now + BACK_OFF[message.tentatives - 1] * MINUTE
    if message.utile_jusqua and again > message.utile_jusqua:
        _settle(message, statut=Statut.ABANDONNE, reponse=answer, mois=None)
        return
    _settle(message, pas_avant=again, reponse=answer)


def _settle(message: Message, **changes) -> None:
    """Write the outcome, unless somebody dropped the message meanwhile and it did not leave."""
    rows = Message.objects.filter(pk=message.pk)
    if changes.get("statut") != Statut.ENVOYE:
        rows = rows.filter(statut=Statut.A_ENVOYER)
    rows.update(**changes, bail_jusqua=None, modifie_le=timezone.now())

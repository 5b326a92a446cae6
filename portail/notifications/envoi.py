"""Sending: a message is leased, handed to the mail server, then marked; killed in between, it is taken again.

At least once, never lost. Marking first would lose the message of a worker killed before the sending.
"""

import logging
from datetime import datetime, timedelta
from email.utils import formataddr
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone
from django.utils.html import strip_tags

from portail.cms.models import ReglagesSite

from .models import Message
from .vocabulaire import Statut

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.NOTIFICATIONS_BAIL)  # longer than a mail server may take to answer
# Minutes before each new attempt: about two days in all, then the message has failed.
BACK_OFF = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)
BATCH = 200
PERMANENT = range(500, 600)  # SMTP: trying again will not help (RFC 5321, 4.2.1)


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
        _as_email(message).send()
    except Exception as error:  # whatever it is, the message must not be lost
        _note_failure(message, error, now)
        return False
    _settle(message, statut=Statut.ENVOYE, envoye_le=timezone.now(), reponse="")
    return True


def forget_old() -> int:
    """Forget what was settled more than NOTIFICATIONS_CONSERVATION_JOURS days ago; return how many messages."""
    from .services import forget_messages

    return forget_messages(before=timezone.now() - timedelta(days=settings.NOTIFICATIONS_CONSERVATION_JOURS))


def _as_email(message: Message) -> EmailMultiAlternatives:
    email = EmailMultiAlternatives(
        subject=message.sujet,
        body=message.texte or strip_tags(message.html),
        from_email=_sender(message),
        to=[message.destinataire],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},  # RFC 3834: no absence reply
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email


def _sender(message: Message) -> str:
    """Return the site's name and sending address; without one, the server's."""
    reglages = ReglagesSite.for_site(message.site)
    if not reglages.expediteur_courriel:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((reglages.expediteur, reglages.expediteur_courriel))


def _note_failure(message: Message, error: Exception, now: datetime) -> None:
    answer, permanent = _read(error)
    logger.warning("notifications: message %s was not sent (%s)", message.pk, type(error).__name__)
    if permanent or message.tentatives > len(BACK_OFF):
        _settle(message, statut=Statut.ECHEC, reponse=answer)
        return
    again = now + timedelta(minutes=BACK_OFF[message.tentatives - 1])
    if message.utile_jusqua and again > message.utile_jusqua:
        _settle(message, statut=Statut.ABANDONNE, reponse=answer)
        return
    _settle(message, pas_avant=again, reponse=answer)


def _read(error: Exception) -> tuple[str, bool]:
    """Return what the server answered, without the addresses it quotes, and whether it is final."""
    code = None
    if isinstance(error, SMTPRecipientsRefused):
        code = next((code for code, _answer in error.recipients.values()), None)
    elif isinstance(error, SMTPResponseException):
        code = error.smtp_code
    # A refused password is a fault of ours, to be mended: the message waits.
    permanent = code in PERMANENT and not isinstance(error, SMTPAuthenticationError)
    return f"{type(error).__name__} {code or ''}".strip(), permanent


def _settle(message: Message, **changes) -> None:
    """Write the outcome, unless somebody dropped the message meanwhile and it did not leave."""
    rows = Message.objects.filter(pk=message.pk)
    if changes.get("statut") != Statut.ENVOYE:
        rows = rows.filter(statut=Statut.A_ENVOYER)
    rows.update(**changes, bail_jusqua=None, modifie_le=timezone.now())

"""Handing an e-mail to the mail server."""

import re
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import strip_tags

from portail.cms.models import ReglagesSite

from .models import Message

METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
CALENDAR = "text/calendar"


def send(message: Message) -> str:
    """Send it; return what there is to keep of the answer. Raises what the mail backend raises."""
    as_email(message).send()
    return ""


def as_email(message: Message) -> EmailMultiAlternatives:
    """Return the mail of a row, the same at each attempt."""
    email = EmailMultiAlternatives(
        subject=message.sujet,
        body=message.texte or strip_tags(message.html),
        from_email=_sender(message),
        to=[message.destinataire],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},  # RFC 3834: no absence reply
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    for piece in message.pieces:
        _attach(email, piece)
    return email


def _attach(email: EmailMultiAlternatives, piece: dict[str, str]) -> None:
    """Attach a file; an invitation is an alternative too, which calendars of mail programs look for (RFC 6047)."""
    kind = piece["type"].partition(";")[0].strip()
    method = METHOD.search(piece["texte"]) if kind == CALENDAR else None
    if method is None:
        email.attach(piece["nom"], piece["texte"], kind)
        return
    typed = f"{CALENDAR}; method={method[1]}"
    email.attach_alternative(piece["texte"], typed)
    email.attach(piece["nom"], piece["texte"], typed)


def _sender(message: Message) -> str:
    """Return the site's name and sending address; without one, the server's."""
    reglages = ReglagesSite.for_site(message.site)
    if not reglages.expediteur_courriel:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((reglages.expediteur, reglages.expediteur_courriel))

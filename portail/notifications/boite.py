"""The inbox of a demonstration: mails and SMS that would have been sent, read where the file backend left them.

Only where mails are written to files (EMAIL_URL=filemail://…), which production refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend
from django.utils.module_loading import import_string

from .gsm7 import Mesure, measure
from .models import Message
from .vocabulaire import Canal, Statut

SHOWN = 40
SEPARATOR = b"-" * 79  # Django's file backend ends each message with it


@dataclass(frozen=True, slots=True)
class Recu:
    """A message as its receiver would have it."""

    quand: datetime
    a: str
    sujet: str
    texte: str
    html: str = ""
    pieces: tuple[str, ...] = ()
    mesure: Mesure | None = None  # of an SMS


def folder() -> Path | None:
    """Return where mails are written, None when they really leave."""
    name, path = _backend()
    return Path(path) if path and issubclass(import_string(name), EmailBackend) else None


def received() -> list[Recu]:
    """Return the latest mails and SMS, the newest first."""
    return sorted([*_mails(), *_sms()], key=lambda recu: recu.quand, reverse=True)[:SHOWN]


def _backend() -> tuple[str, str]:
    """Return the mail backend and its folder, from the settings of Django 5 or of Django 6.1."""
    mailers = getattr(settings, "MAILERS", None)
    if mailers:
        default = mailers["default"]
        return default["BACKEND"], default.get("OPTIONS", {}).get("file_path", "")
    return settings.EMAIL_BACKEND, getattr(settings, "EMAIL_FILE_PATH", "") or ""


def _mails() -> Iterator[Recu]:
    place = folder()
    if place is None or not place.is_dir():
        return
    newest = sorted(place.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:SHOWN]
    for path in newest:
        moment = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        for content in path.read_bytes().split(SEPARATOR):
            if content.strip():
                yield _read(message_from_bytes(content.lstrip(), policy=policy.default), moment)


def _read(mail: EmailMessage, moment: datetime) -> Recu:
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Recu(
        quand=moment,
        a=str(mail["To"] or ""),
        sujet=str(mail["Subject"] or ""),
        texte=text.get_content() if text else "",
        html=html.get_content() if html else "",
        pieces=tuple(name for part in mail.walk() if (name := part.get_filename())),
    )


def _sms() -> Iterator[Recu]:
    for sms in Message.objects.filter(canal=Canal.SMS, statut=Statut.ENVOYE).order_by("-envoye_le")[:SHOWN]:
        if sms.envoye_le:
            yield Recu(sms.envoye_le, sms.telephone, "", sms.texte, mesure=measure(sms.texte))

"""Bounces: an address that does not exist any more is hidden in the guide, and the team is told.

A mail server says so at once (SMTP), or later by a delivery status notification (RFC 3464) in the sender’s mailbox.
"""

import mailbox
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.utils import timezone

from ressources.services import report_unreachable

from .models import Message
from .vocabulaire import Canal, Statut

ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")  # RFC 3463
NO_SUCH_USER = {550, 551, 553}  # when the server gives no enhanced code (RFC 5321, 4.2.3)
OUR_ID = re.compile(r"<([^@<>\s]+)@[^@<>\s]+>")
SIZE = 1024 * 1024  # bytes of a notification that are read


@dataclass(frozen=True, slots=True)
class Retour:
    """What a notification says: about which message, which address, and the status it gives ("5.1.1")."""

    cle: str
    adresse: str
    statut: str

    @property
    def is_final(self) -> bool:
        return is_dead(None, self.statut)


def is_dead(code: int | None, answer: str) -> bool:
    """Tell whether an answer says that the address does not exist: 5.1.x, or 5.2.1 (closed); else a bare 550."""
    if enhanced := ENHANCED.search(answer):
        subject, detail = enhanced.groups()
        return subject == "1" or (subject, detail) == ("2", "1")
    return code in NO_SUCH_USER


def note_refusal(message: Message, error: Exception) -> None:
    """Act upon what a mail server just answered, when it says that the address is dead."""
    if not isinstance(error, SMTPRecipientsRefused):
        return
    for code, answer in error.recipients.values():
        if is_dead(code, answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)):
            report_unreachable(adresse=message.destinataire)


def read_mailbox(path: Path) -> list[Retour]:
    """Return what the notifications of an mbox file, or of a Maildir folder, say; other mails are passed over.

    Raises OSError when there is no such mailbox.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    parser = BytesParser(policy=policy.default)
    try:
        found = [read_notification(parser.parsebytes(box.get_bytes(key)[:SIZE])) for key in box.keys()]  # noqa: SIM118
    finally:
        box.close()
    return [retour for retour in found if retour]


def read_notification(mail: EmailMessage) -> Retour | None:
    """Return what a delivery status notification says of a failure, None for any other mail."""
    if mail.get_content_type() != "multipart/report" or mail.get_param("report-type") != "delivery-status":
        return None
    parts = list(mail.walk())
    blocks = [block for part in parts if part.get_content_type() == "message/delivery-status" for block in part.walk()]
    failed = next((block for block in blocks if str(block.get("Action", "")).strip().lower() == "failed"), None)
    cle = next((match[1] for part in parts if (match := OUR_ID.search(_original_id(part, mail)))), "")
    if failed is None or not cle:
        return None
    adresse = str(failed.get("Final-Recipient", "")).rpartition(";")[2].strip().strip("<>")
    return Retour(cle=cle, adresse=adresse, statut=str(failed.get("Status", "")).strip())


def _original_id(part, mail: EmailMessage) -> str:
    """Return the Message-ID of the mail that came back: in its headers, or in itself, attached to the notification."""
    if part.get_content_type() == "text/rfc822-headers":
        match = re.search(r"^message-id:\s*(<[^>]+>)", part.get_content(), re.IGNORECASE | re.MULTILINE)
        return match[1] if match else ""
    return "" if part is mail else str(part.get("Message-ID", ""))


@transaction.atomic
def apply_retour(retour: Retour) -> bool:
    """Mark the message as failed, and hide a dead address. Return False unless the message went to that address."""
    ours = Message.objects.filter(cle=retour.cle, canal=Canal.COURRIEL, destinataire__iexact=retour.adresse)
    if not retour.adresse or not ours.update(
        statut=Statut.ECHEC, envoye_le=None, reponse=f"retour {retour.statut}"[:300], modifie_le=timezone.now()
    ):
        return False
    if retour.is_final:
        report_unreachable(adresse=retour.adresse)
    return True

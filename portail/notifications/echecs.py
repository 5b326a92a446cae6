"""Why a message did not leave: what was answered, without the addresses it quotes, and whether that is final."""

from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPResponseException

from .passerelles import EchecPasserelle

PERMANENT = range(500, 600)  # SMTP: trying again will not help (RFC 5321, 4.2.1)


class EnvoiRetenu(Exception):
    """The message is not to leave now, or at all: `changes` are the fields to write."""

    def __init__(self, **changes) -> None:
        super().__init__(", ".join(changes))
        self.changes = changes


def read_failure(error: Exception) -> tuple[str, bool]:
    """Return what was answered and whether it is final."""
    if isinstance(error, EchecPasserelle):
        return error.reponse, error.definitif
    code = smtp_code(error)
    # A refused password is a fault of ours, to be mended: the message waits.
    permanent = code in PERMANENT and not isinstance(error, SMTPAuthenticationError)
    return f"{type(error).__name__} {code or ''}".strip(), permanent


def smtp_code(error: Exception) -> int | None:
    """Return the mail server's code, None when it gave none."""
    if isinstance(error, SMTPRecipientsRefused):
        return next((code for code, _answer in error.recipients.values()), None)
    return error.smtp_code if isinstance(error, SMTPResponseException) else None

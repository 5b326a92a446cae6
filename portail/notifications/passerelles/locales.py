"""Providers that carry nothing: for a demonstration and for development."""

import logging
from typing import Self
from urllib.parse import SplitResult

from .interface import Sms

logger = logging.getLogger(__name__)


class PasserelleBase:
    """The outbox is the telephone: its row shows what would have been received."""

    @classmethod
    def from_url(cls, parts: SplitResult) -> Self:
        return cls()

    def send(self, sms: Sms) -> str:
        return "gardé dans la base"


class PasserelleConsole(PasserelleBase):
    """Prints the text, for development: the log then holds it."""

    def send(self, sms: Sms) -> str:
        logger.warning("SMS (%s) : %s", sms.cle, sms.texte)
        return "écrit dans le journal"

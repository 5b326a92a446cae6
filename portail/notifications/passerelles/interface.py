"""What a provider is given, what it answers, and how it fails."""

from dataclasses import dataclass
from typing import Protocol, Self
from urllib.parse import SplitResult


@dataclass(frozen=True, slots=True)
class Sms:
    """An SMS to carry. `cle` is the same at each attempt, so that a provider, or a bill, can tell a repeat."""

    telephone: str  # E.164
    texte: str
    expediteur: str  # "" for the provider's own
    cle: str


class EchecPasserelle(Exception):
    """The SMS did not leave. `reponse` names nobody; `definitif` says that trying again will not help."""

    def __init__(self, reponse: str, *, definitif: bool) -> None:
        super().__init__(reponse)
        self.reponse, self.definitif = reponse, definitif


class PasserelleSMS(Protocol):
    """A provider."""

    @classmethod
    def from_url(cls, parts: SplitResult) -> Self:
        """Read SMS_URL. Raises ImproperlyConfigured when a part is missing."""

    def send(self, sms: Sms) -> str:
        """Hand the SMS over and return the provider's reference for it. Raises EchecPasserelle."""

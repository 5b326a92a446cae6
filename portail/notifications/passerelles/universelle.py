"""Any provider, or a small relay of one's own, that takes JSON over HTTP."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import SplitResult

from .http import base_address, encode, post, secret
from .interface import Sms


@dataclass(frozen=True, slots=True)
class PasserelleJSON:
    """SMS_URL=json://clé@sms.exemple.fr/envoyer

    Posts {"to", "text", "from", "id"} with `Authorization: Bearer clé` and an `Idempotency-Key` that repeats keep;
    reads "id" in the answer.
    """

    address: str
    key: str

    @classmethod
    def from_url(cls, parts: SplitResult) -> Self:
        return cls(address=base_address(parts), key=secret(parts.username, "la clé d’accès"))

    def send(self, sms: Sms) -> str:
        body = encode({"to": sms.telephone, "text": sms.texte, "from": sms.expediteur, "id": sms.cle})
        answer = post(self.address, body, {"Authorization": f"Bearer {self.key}", "Idempotency-Key": sms.cle})
        return f"json {answer.get('id', '')}".strip()[:100]

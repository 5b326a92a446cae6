"""Brevo: POST /v3/transactionalSMS/send. https://developers.brevo.com/docs/transactional-sms-endpoints

Fields: https://github.com/getbrevo/brevo-ruby/blob/master/docs/SendTransacSms.md
"""

from dataclasses import dataclass
from typing import Self
from urllib.parse import SplitResult

from ..gsm7 import measure
from .http import base_address, encode, post, secret
from .interface import Sms

DEFAULT_SENDER = "InfoJeunes"  # Brevo wants one


@dataclass(frozen=True, slots=True)
class PasserelleBrevo:
    """SMS_URL=brevo://clé@api.brevo.com"""

    address: str
    key: str

    @classmethod
    def from_url(cls, parts: SplitResult) -> Self:
        return cls(
            address=f"{base_address(parts).rstrip('/')}/v3/transactionalSMS/send",
            key=secret(parts.username, "la clé d’accès de Brevo"),
        )

    def send(self, sms: Sms) -> str:
        body = encode(
            {
                "sender": sms.expediteur or DEFAULT_SENDER,
                "recipient": sms.telephone.removeprefix("+"),
                "content": sms.texte,
                "type": "transactional",
                "tag": sms.cle,
                "unicodeEnabled": not measure(sms.texte).gsm7,
            }
        )
        answer = post(self.address, body, {"api-key": self.key})
        return f"brevo {answer.get('messageId', '')}".strip()

"""OVHcloud: POST /sms/{service}/jobs, signed.

Fields: https://docs.ovhcloud.com/en/guides/web-cloud/messaging/sms/api-sms-cookbook
Signature: https://github.com/ovh/docs/blob/master/pages/platform/kubernetes-k8s/vrack-k8s-custom-gateway/utils/ovhAPI.sh
"""

import time
from dataclasses import dataclass
from hashlib import sha1
from typing import Self
from urllib.parse import SplitResult, parse_qs

from .http import base_address, encode, post, secret
from .interface import EchecPasserelle, Sms


@dataclass(frozen=True, slots=True)
class PasserelleOVH:
    """SMS_URL=ovh://application:secret@eu.api.ovh.com/1.0/sms/sms-xx1234-1?consumer=…"""

    address: str
    application: str
    secret: str
    consumer: str

    @classmethod
    def from_url(cls, parts: SplitResult) -> Self:
        consumer = parse_qs(parts.query).get("consumer", [""])[0]
        return cls(
            address=f"{base_address(parts)}/jobs",
            application=secret(parts.username, "la clé d’application d’OVH"),
            secret=secret(parts.password, "le secret d’application d’OVH"),
            consumer=secret(consumer, "« ?consumer= », la clé d’utilisateur d’OVH"),
        )

    def send(self, sms: Sms) -> str:
        body = encode(
            {
                "receivers": [sms.telephone],
                "message": sms.texte,
                "noStopClause": True,  # not an advertisement: no « STOP 36111 » to pay for, no night of theirs
                "priority": "high",
                "tag": sms.cle,
                **({"sender": sms.expediteur} if sms.expediteur else {"senderForResponse": True}),
            }
        )
        answer = post(self.address, body, self._sign(body, str(int(time.time()))))
        if answer.get("invalidReceivers"):
            raise EchecPasserelle("numéro refusé par OVH", definitif=True)
        return f"ovh {answer['ids'][0]}" if answer.get("ids") else "ovh"

    def _sign(self, body: bytes, moment: str) -> dict[str, str]:
        signed = "+".join((self.secret, self.consumer, "POST", self.address, body.decode(), moment))
        return {
            "X-Ovh-Application": self.application,
            "X-Ovh-Consumer": self.consumer,
            "X-Ovh-Timestamp": moment,
            "X-Ovh-Signature": f"$1${sha1(signed.encode(), usedforsecurity=False).hexdigest()}",
        }

"""What carriers of SMS tell afterwards: somebody wrote STOP, a message arrived or never will.

Carriers name things differently, so the names they use are read together: OVH's in the query or a form, Brevo's and the
generic one's in JSON. Nothing of what is told is kept but the digest of an opposition and the state of the message.

OVH, receipt (`callBack`): id, ptt, date, description, descriptionDlr. `ptt` is the operator's reason, and its tables
differ (4 is "delivered" in one, "equipment error" in another; 1 and 2 are being tried again), so it is not read:
`description`, `dlr` for some accounts, is the state. Answer (`smsResponse`, "cgi"): id, keyword, message, senderid,
shortcode, tag. https://docs.ovh.com/fr/sms/tout_savoir_sur_les_utilisateurs_sms/ (step 5),
https://github.com/ovh/docs/issues/1496
Brevo: to, messageId, msg_status (sent, delivered, soft_bounce, hard_bounce); its `id` is the webhook's own, and answers
are not in the list. https://developers.brevo.com/docs/transactional-webhooks
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from geo.folding import fold
from ressources.telephones import normalise_telephone, validate_telephone

from .models import Message
from .oppositions import oppose
from .vocabulaire import Canal, Statut

TEXTES = ("message", "text", "reply", "content")  # what somebody answered by SMS
DE = ("from", "senderid", "sender", "msisdn")  # who answered
A = ("to", "recipient", "receiver", "number")  # whom a message was for
ETATS = ("event", "msg_status", "status")
REFERENCES = ("messageId", "id")  # as the carrier gave it when it took the message
ARRETS = {"stop", "unsubscribe", "unsubscribed", "unsubscription", "blacklisted"}
REMIS = {"delivered", "received"}
PERDUS = {"failed", "undelivered", "rejected", "hard bounce", "hardbounce", "expired"}  # as `fold` leaves them
MOT_STOP = "stop"
OVH_ETATS = ("dlr", "description")
OVH_ISSUES = {"1": True, "2": False, "16": False}  # 0 is pending, 4 waiting, 8 buffered: nothing is known yet


@dataclass(frozen=True, slots=True)
class Accuse:
    """What a carrier tells: the number that wants no more SMS, or what became of the message called `reference`."""

    stop: str = ""
    reference: str = ""
    remis: bool | None = None


def read_accuse(donnees: Mapping[str, Any]) -> Accuse:
    """Read it; empty when it tells nothing that matters here."""
    etat = fold(_first(donnees, ETATS))
    ecrit = fold(_first(donnees, TEXTES)).split()
    if ecrit[:1] == [MOT_STOP]:
        return Accuse(stop=_number(_first(donnees, DE)))
    if etat in ARRETS:
        return Accuse(stop=_number(_first(donnees, A) or _first(donnees, DE)))
    return Accuse(reference=_first(donnees, REFERENCES), remis=_issue(donnees, etat))


def _issue(donnees: Mapping[str, Any], etat: str) -> bool | None:
    """Tell whether the message arrived; None while nobody knows."""
    if etat in REMIS or etat in PERDUS:
        return etat in REMIS
    return OVH_ISSUES.get(_first(donnees, OVH_ETATS))


@transaction.atomic
def apply_accuse(accuse: Accuse, fournisseur: str) -> bool:
    """Do what follows from it; return whether anything did."""
    if accuse.stop:
        oppose(telephone=accuse.stop)
        return True
    if accuse.remis is None or not accuse.reference:
        return False
    sienne = f"{fournisseur} {accuse.reference}"[:100]
    envoyes = Message.objects.filter(canal=Canal.SMS, statut=Statut.ENVOYE, reponse=sienne)
    dit: dict[str, Any] = {"reponse": f"{sienne}, remis"}
    if not accuse.remis:
        dit = {"reponse": f"{sienne}, non remis", "statut": Statut.ECHEC, "envoye_le": None}
    return bool(envoyes.update(**dit, modifie_le=timezone.now()))


def _first(donnees: Mapping[str, Any], noms: tuple[str, ...]) -> str:
    return next((texte for nom in noms if (texte := _text(donnees.get(nom)))), "")


def _text(valeur: Any) -> str:
    """Return a short text of what JSON or a query may hold; "" for anything else."""
    return str(valeur)[:300].strip() if isinstance(valeur, str | int) and not isinstance(valeur, bool) else ""


def _number(texte: str) -> str:
    """Return a number as E.164: carriers write 33639980001, 0033639980001 or +33639980001; "" for what is none."""
    for essai in (texte, f"+{texte.removeprefix('00')}"):
        numero = normalise_telephone(essai)
        try:
            validate_telephone(numero)
        except ValidationError:
            continue
        return numero
    return ""

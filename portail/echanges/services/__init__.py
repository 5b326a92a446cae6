"""Moves of a request. Each is one transaction; arguments are named; an illegal move raises MouvementInterdit."""

from .cloture import anonymise_demande, erase_demande, expire_demande
from .horloge import relay_to_deputy, relay_to_desk, remind
from .jeune import send_demande, withdraw_demande, write_again
from .moderation import report_abus, settle_abus
from .professionnel import answer_demande, read_demande, refuse_demande, renew_lien, transmit_demande

__all__ = [
    "anonymise_demande",
    "answer_demande",
    "erase_demande",
    "expire_demande",
    "read_demande",
    "refuse_demande",
    "relay_to_deputy",
    "relay_to_desk",
    "remind",
    "renew_lien",
    "report_abus",
    "send_demande",
    "settle_abus",
    "transmit_demande",
    "withdraw_demande",
    "write_again",
]

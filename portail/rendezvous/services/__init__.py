"""Every move of an appointment: keyword-only, one transaction each, refused by name (`erreurs`) when it is illegal."""

from .attente import announce_place, join_attente, leave_attente
from .contact import Coordonnees, erase_contact
from .demandes import (
    accept_proposition,
    ask_creneau,
    decline_proposition,
    propose_creneau,
    release_expired,
    remind_waiting,
)
from .relais import accept_relais, offer_relais, refuse_relais
from .reservation import book_rendezvous, move_rendezvous
from .suivi import cancel_by_service, cancel_rendezvous, confirm_rendezvous, mark_presence

__all__ = [
    "Coordonnees",
    "accept_proposition",
    "accept_relais",
    "announce_place",
    "ask_creneau",
    "book_rendezvous",
    "cancel_by_service",
    "cancel_rendezvous",
    "confirm_rendezvous",
    "decline_proposition",
    "erase_contact",
    "join_attente",
    "leave_attente",
    "mark_presence",
    "move_rendezvous",
    "offer_relais",
    "propose_creneau",
    "refuse_relais",
    "release_expired",
    "remind_waiting",
]

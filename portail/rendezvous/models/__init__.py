"""Tables of the appointments."""

from .agenda import Absence, FluxAgenda, Ouverture
from .attente import DemandeCreneau, ListeAttente
from .motif import Motif
from .rendezvous import RendezVous
from .seance import Quart, Seance
from .vacances import VacancesScolaires

__all__ = [
    "Absence",
    "DemandeCreneau",
    "FluxAgenda",
    "ListeAttente",
    "Motif",
    "Ouverture",
    "Quart",
    "RendezVous",
    "Seance",
    "VacancesScolaires",
]

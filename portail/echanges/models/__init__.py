from .delai import DelaiReponse
from .demande import Demande
from .reglages import ReglagesDemandes
from .suivi import AbusDemande, EvenementDemande, MessageDemande

__all__ = [
    "AbusDemande",
    "DelaiReponse",
    "Demande",
    "EvenementDemande",
    "MessageDemande",
    "ReglagesDemandes",
]

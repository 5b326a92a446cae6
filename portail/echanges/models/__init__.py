from .delai import DelaiReponse
from .demande import Demande
from .reglages import ReglagesDemandes
from .suivi import AbusDemande, EvenementDemande, LectureDemande, MessageDemande

__all__ = [
    "AbusDemande",
    "DelaiReponse",
    "Demande",
    "EvenementDemande",
    "LectureDemande",
    "MessageDemande",
    "ReglagesDemandes",
]

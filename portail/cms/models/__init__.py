from .base import BasePage
from .contacts import NumeroUrgence, Reseau, ReseauSocial
from .entetes import TeteDeListe, TetesDeListes
from .menus import EntreePied, EntreePrincipale, Menus
from .reglages import ReglagesSite

__all__ = [
    "BasePage",
    "EntreePied",
    "EntreePrincipale",
    "Menus",
    "NumeroUrgence",
    "ReglagesSite",
    "Reseau",
    "ReseauSocial",
    "TeteDeListe",
    "TetesDeListes",
]

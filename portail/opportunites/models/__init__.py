"""Opportunities: what one can get or do, of five families, with their dates."""

from .alternance import Alternance
from .engagement import Engagement
from .evenement import Evenement
from .logement import GuichetLogement
from .mobilite import Mobilite
from .opportunite import Opportunite

FAMILLES: dict[str, type[Opportunite]] = {
    modele.famille_du_modele: modele for modele in (Mobilite, GuichetLogement, Alternance, Engagement, Evenement)
}

__all__ = [
    "FAMILLES",
    "Alternance",
    "Engagement",
    "Evenement",
    "GuichetLogement",
    "Mobilite",
    "Opportunite",
]

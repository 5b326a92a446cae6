"""The living guide: themes, structures and their places, people, permanences, checks and reports."""

from .importation import FicheEnQuarantaine, Import, Provenance
from .lieu import Lieu
from .permanence import Permanence
from .personne import PersonneRessource
from .rattachement import Rattachement
from .signalement import Signalement
from .structure import Structure
from .thematique import Thematique
from .verification import Verification

__all__ = [
    "FicheEnQuarantaine",
    "Import",
    "Lieu",
    "Permanence",
    "PersonneRessource",
    "Provenance",
    "Rattachement",
    "Signalement",
    "Structure",
    "Thematique",
    "Verification",
]

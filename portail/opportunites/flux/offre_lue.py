"""An offer as a feed gives it: clean values under our field names, not yet placed nor written."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from ressources.importation.fiche_lue import Localisation

from ..vocabulaire import Famille


@dataclass(slots=True)
class OffreLue:
    """One record. `champs` holds JSON values (days as ISO texts, themes as slugs, zones as "genre:pays:code").

    An absent key leaves the offer as it is.
    """

    ligne: int
    source_id: str
    famille: str
    champs: dict[str, Any]
    localisation: Localisation
    remarques: list[str] = field(default_factory=list)

    @property
    def nom(self) -> str:
        return self.champs.get("titre", "")

    @property
    def is_placed_somewhere(self) -> bool:
        """Tell whether it needs a commune: going abroad or working remotely needs none, unless one is named."""
        lieu = self.localisation
        dit = any((lieu.adresse, lieu.commune, lieu.code_postal, lieu.code_insee, lieu.latitude is not None))
        return dit or not (self.famille == Famille.MOBILITE or self.champs.get("distanciel"))

    def digest(self) -> str:
        """Return the SHA-256 of what the feed says."""
        dit = [self.famille, self.champs, self.localisation.as_dict()]
        return hashlib.sha256(json.dumps(dit, sort_keys=True, default=str).encode()).hexdigest()


def serialise(offre: OffreLue) -> dict[str, Any]:
    """Return an offer as JSON, for `deserialise`."""
    return asdict(offre)


def deserialise(donnees: dict[str, Any]) -> OffreLue:
    return OffreLue(**{**donnees, "localisation": Localisation(**donnees["localisation"])})

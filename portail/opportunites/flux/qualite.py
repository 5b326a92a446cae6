"""The quality of a feed: which fields it leaves empty, and why records are refused."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .offre_lue import OffreLue

SUIVIS = ("description", "organisme", "lien", "telephone", "cloture", "debut", "thematiques")
RAISONS_GARDEES = 20
_CITATION = re.compile(r"« [^»]* »|\d+")


@dataclass
class Qualite:
    """Counters of one run, in bounded memory: reasons are counted without what they quote."""

    lues: int = 0
    vides: Counter[str] = field(default_factory=Counter)
    refus: Counter[str] = field(default_factory=Counter)

    def see(self, offre: OffreLue) -> None:
        """Count the useful fields that an offer leaves empty."""
        self.lues += 1
        self.vides.update(nom for nom in SUIVIS if not offre.champs.get(nom))
        lieu = offre.localisation
        if offre.is_placed_somewhere and not any((lieu.commune, lieu.code_postal, lieu.code_insee, lieu.adresse)):
            self.vides["commune"] += 1

    def refuse(self, raison: str) -> None:
        self.refus[_CITATION.sub("…", raison)] += 1

    def as_json(self) -> dict[str, Any]:
        """Return {"lues", "vides": {field: number}, "refus": [[reason, number], …]}, the most frequent first."""
        return {
            "lues": self.lues,
            "vides": dict(self.vides.most_common()),
            "refus": [list(couple) for couple in self.refus.most_common(RAISONS_GARDEES)],
        }

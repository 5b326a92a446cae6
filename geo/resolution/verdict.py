"""What is answered for a row."""

from dataclasses import dataclass

from geo.gazetteer.record import CommuneRecord
from geo.resolution.weighing import SEUIL


@dataclass(frozen=True, slots=True)
class Resolution:
    """The commune of a row, how sure one is (0 to 1), and why, in French.

    `commune` is None unless `confiance` reaches `SEUIL`; below it, `proposition` may hold a
    commune to be confirmed by somebody. `localite` is the part of the commune that was
    written, if any. `candidats` are the communes that could not be told apart.
    """

    confiance: float
    raison: str
    proposition: CommuneRecord | None = None
    localite: CommuneRecord | None = None
    candidats: tuple[CommuneRecord, ...] = ()

    @property
    def commune(self) -> CommuneRecord | None:
        """The commune when it is sure."""
        return self.proposition if self.confiance >= SEUIL else None


def refusal(raison: str, candidats: tuple[CommuneRecord, ...] = ()) -> Resolution:
    """Refuse a row, with the communes among which to choose."""
    return Resolution(0.0, raison, candidats=candidats)

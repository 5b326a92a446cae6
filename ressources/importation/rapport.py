"""What an import did, line by line, and its five counters."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ressources.exportation.tableur import neutralise


class Issue(StrEnum):
    """What became of a record; the values are the keys of the final JSON line."""

    CREEE = "crees"
    MODIFIEE = "modifies"
    INCHANGEE = "inchanges"
    REFUSEE = "refuses"
    QUARANTAINE = "quarantaine"

    @property
    def libelle(self) -> str:
        return _LIBELLES[self]


_LIBELLES = {
    Issue.CREEE: "créée",
    Issue.MODIFIEE: "modifiée",
    Issue.INCHANGEE: "inchangée",
    Issue.REFUSEE: "refusée",
    Issue.QUARANTAINE: "quarantaine",
}


@dataclass(slots=True)
class Entree:
    """One line of the report; `issue` is None for a remark about the whole file."""

    ligne: int
    issue: Issue | None
    nom: str
    remarques: list[str]

    def __str__(self):
        ou = f"ligne {self.ligne}" if self.ligne else "fichier"
        quoi = " · ".join(filter(None, [self.issue.libelle if self.issue else "", self.nom[:80]]))
        return " : ".join(filter(None, [ou, quoi, " ; ".join(self.remarques)]))


@dataclass
class Rapport:
    """The counters and the lines; a record with nothing to say is counted, not listed."""

    compte: dict[Issue, int] = field(default_factory=lambda: dict.fromkeys(Issue, 0))
    entrees: list[Entree] = field(default_factory=list)
    maximum: int | None = None  # lines kept, when a feed may hold more than memory should
    tues: int = 0  # lines left out beyond it

    def count(self, issue: Issue, ligne: int, nom: str = "", remarques: list[str] | None = None) -> None:
        """Record what became of one line of the file."""
        self.compte[issue] += 1
        if remarques:
            self._add(Entree(ligne, issue, nom, remarques))

    def remark(self, message: str, *, ligne: int = 0, nom: str = "") -> None:
        """Add a remark that counts no record."""
        self._add(Entree(ligne, None, nom, [message]))

    def _add(self, entree: Entree) -> None:
        if self.maximum is not None and len(self.entrees) >= self.maximum:
            self.tues += 1
        else:
            self.entrees.append(entree)

    def sort(self) -> None:
        self.entrees.sort(key=lambda entree: entree.ligne or 1 << 40)

    @property
    def bilan(self) -> dict[str, int]:
        """{"lus", "crees", "modifies", "inchanges", "refuses", "quarantaine"}; `lus` is the sum of the others."""
        return {"lus": sum(self.compte.values()), **{str(issue): nombre for issue, nombre in self.compte.items()}}

    def as_rows(self) -> Iterator[list[str]]:
        """Yield the rows of the CSV report, title first."""
        yield ["ligne", "issue", "nom", "remarques"]
        for entree in self.entrees:
            issue = entree.issue.libelle if entree.issue else ""
            yield [str(entree.ligne or ""), issue, entree.nom, " ; ".join(entree.remarques)]

    def as_csv(self) -> str:
        """Return the report as CSV (semicolons, as French spreadsheets expect), with no live formula in it."""
        sortie = io.StringIO()
        csv.writer(sortie, delimiter=";", lineterminator="\r\n").writerows(map(neutralise, self.as_rows()))
        return sortie.getvalue()

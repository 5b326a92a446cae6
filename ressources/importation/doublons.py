"""Entries that look like one another, and entries of somebody who asked not to appear."""

from collections import defaultdict
from dataclasses import dataclass, field

from wagtail.models import Site

from geo.folding import fold
from ressources.importation.etat import POSITION
from ressources.models import PersonneRessource, Structure

CONTACTS = ("telephone", "courriel")
Cle = tuple[str, int]  # folded name, commune id


@dataclass
class Ressemblances:
    """The guide and the file by SIRET and by name + commune, each as "fiche 12" or "ligne 7".

    Two sources are never merged, only brought together in the report.
    """

    par_siret: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    par_nom: dict[Cle, list[str]] = field(default_factory=lambda: defaultdict(list))
    sirets_opposes: set[str] = field(default_factory=set)
    noms_opposes: set[Cle] = field(default_factory=set)
    contacts_opposes: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, site: Site) -> "Ressemblances":
        """Read the guide of a site, and the oppositions of every site."""
        ressemblances = cls()
        valeurs = ("pk", "nom", "siret", "lieux__commune", "telephone", "courriel", "opposition", "site")
        for pk, nom, siret, commune, telephone, courriel, opposee, site_id in Structure.objects.values_list(*valeurs):
            if opposee:
                ressemblances.sirets_opposes.update(filter(None, [siret]))
                ressemblances.noms_opposes.add((fold(nom), commune or 0))
                ressemblances.contacts_opposes.update(filter(None, [telephone, courriel.lower()]))
            elif site_id == site.pk:
                ressemblances.add(f"fiche {pk}", nom, siret, commune or 0)
        opposees = PersonneRessource.objects.filter(opposition=True).values_list("telephone", "courriel")
        for telephone, courriel in opposees:
            ressemblances.contacts_opposes.update(filter(None, [telephone, courriel.lower()]))
        return ressemblances

    def add(self, ou: str, nom: str, siret: str, commune_id: int) -> None:
        """Remember an entry, `ou` saying where to find it."""
        if siret:
            self.par_siret[siret].append(ou)
        self.par_nom[fold(nom), commune_id].append(ou)

    def find(self, recues: dict) -> str:
        """Return a remark about the entries that look like these values, "" when none does."""
        nom, siret, commune_id = recues.get("nom", ""), recues.get("siret", ""), _commune(recues)
        if siret and (memes := self.par_siret.get(siret)):
            return f"doublon possible : même SIRET que {_say(memes)}"
        if memes := self.par_nom.get((fold(nom), commune_id)):
            return f"doublon possible : même nom et même commune que {_say(memes)}"
        return ""

    def add_values(self, ou: str, recues: dict) -> None:
        self.add(ou, recues.get("nom", ""), recues.get("siret", ""), _commune(recues))

    def is_opposed(self, recues: dict) -> bool:
        """Tell whether these values are those of a structure that asked not to appear."""
        siret = recues.get("siret", "")
        return siret in self.sirets_opposes or (fold(recues.get("nom", "")), _commune(recues)) in self.noms_opposes

    def drop_contacts(self, champs: dict) -> list[str]:
        """Remove the contacts of people who asked not to appear; return the names of the fields emptied."""
        retires = [champ for champ in CONTACTS if champs.get(champ, "").lower() in self.contacts_opposes]
        for champ in retires:
            champs[champ] = ""
        return retires


def _say(memes: list[str]) -> str:
    uniques = list(dict.fromkeys(memes))
    return f"{uniques[0]} (et {len(uniques) - 1} autres)" if len(uniques) > 1 else uniques[0]


def _commune(recues: dict) -> int:
    return recues[POSITION][2] if POSITION in recues else 0

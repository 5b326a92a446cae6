"""Entries that look like one another, and entries of somebody who asked not to appear."""

from collections import defaultdict
from dataclasses import dataclass, field

from wagtail.models import Site

from geo.folding import fold
from ressources.importation.etat import POSITION
from ressources.models import PersonneRessource, Structure

Cle = tuple[str, int]  # folded name, commune id


@dataclass
class Ressemblances:
    """The guide by SIRET and by name + commune; two sources are never merged, only brought together in the report."""

    par_siret: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    par_nom: dict[Cle, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
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
                ressemblances.add(pk, nom, siret, commune or 0)
        opposees = PersonneRessource.objects.filter(opposition=True).values_list("telephone", "courriel")
        for telephone, courriel in opposees:
            ressemblances.contacts_opposes.update(filter(None, [telephone, courriel.lower()]))
        return ressemblances

    def add(self, pk: int, nom: str, siret: str, commune_id: int) -> None:
        if siret and (pk, nom) not in self.par_siret[siret]:
            self.par_siret[siret].append((pk, nom))
        self.par_nom[fold(nom), commune_id].append((pk, nom))

    def find(self, recues: dict) -> str:
        """Return a remark about the entries that look like these values, "" when none does."""
        nom, siret, commune_id = recues.get("nom", ""), recues.get("siret", ""), _commune(recues)
        if siret and (meme := self.par_siret.get(siret)):
            return f"doublon possible : même SIRET que « {meme[0][1]} » (fiche {meme[0][0]})"
        if meme := self.par_nom.get((fold(nom), commune_id)):
            return f"doublon possible : même nom et même commune que la fiche {meme[0][0]}"
        return ""

    def is_opposed(self, recues: dict) -> bool:
        """Tell whether these values are those of a structure that asked not to appear."""
        siret = recues.get("siret", "")
        return siret in self.sirets_opposes or (fold(recues.get("nom", "")), _commune(recues)) in self.noms_opposes

    def drop_contacts(self, champs: dict) -> list[str]:
        """Remove the contacts of people who asked not to appear; return the names of the fields emptied."""
        retires = [
            champ for champ in ("telephone", "courriel") if champs.get(champ, "").lower() in self.contacts_opposes
        ]
        for champ in retires:
            champs[champ] = ""
        return retires


def _commune(recues: dict) -> int:
    return recues[POSITION][2] if POSITION in recues else 0

"""Loading the demonstration guide. What stands already is left as it is: an editor may have changed it."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from geo.models import Commune, Zone
from search import indexing

from ..models import Lieu, Permanence, PersonneRessource, Structure, Thematique, Verification
from ..vocabulaire import MoyenVerification, ResultatVerification
from .lecture import days_ago, local_datetime, read, split

SOURCE = "demo"
PAR_NOM = "Équipe de démonstration"


def load(site: Site, today: datetime.date | None = None) -> dict[str, int]:
    """Add the missing entries of the demonstration to `site`; days count from `today`.

    Returns how many were added: `{"thematiques", "structures", "personnes", "permanences"}`.
    """
    with transaction.atomic(), indexing.deferred():
        return _Chargement(site, today or timezone.localdate()).run()


class _Chargement:
    """One loading: the site, the day, and the tables that names lead to."""

    def __init__(self, site: Site, today: datetime.date):
        self.site = site
        self.today = today
        self.communes: dict[str, Commune] = {}
        self.zones: dict[tuple[str, str], Zone] = {}

    def run(self) -> dict[str, int]:
        ajouts = {"thematiques": self.add_thematiques()}
        self.themes = {theme.slug: theme for theme in Thematique.objects.all()}
        ajouts["structures"] = self.add_missing("structures", Structure, self.add_structure)
        self.structures = self.known(Structure)
        ajouts["personnes"] = self.add_personnes()
        ajouts["permanences"] = self.add_missing("permanences", Permanence, self.add_permanence)
        return ajouts

    def known(self, modele) -> dict[str, Any]:
        return {fiche.source_id: fiche for fiche in modele.objects.filter(site=self.site, source=SOURCE)}

    def add_thematiques(self) -> int:
        connues = set(Thematique.objects.values_list("slug", flat=True))
        nouvelles = [Thematique(**entree) for entree in read("thematiques") if entree["slug"] not in connues]
        for theme in nouvelles:
            theme.save()
        return len(nouvelles)

    def add_missing(self, nom: str, modele, add) -> int:
        manquantes = self.missing(nom, modele)
        for entree in manquantes:
            add(entree)
        return len(manquantes)

    def add_personnes(self) -> int:
        """Add the missing people, then say who stands in for whom."""
        manquantes = self.missing("personnes", PersonneRessource)
        for entree in manquantes:
            self.add_personne(entree)
        personnes = self.known(PersonneRessource)
        for entree in manquantes:
            if "suppleant" in entree:
                personne = personnes[entree["id"]]
                personne.suppleant = personnes[entree["suppleant"]]
                personne.save(update_fields=["suppleant"])
        return len(manquantes)

    def missing(self, nom: str, modele) -> list[dict[str, Any]]:
        connues = self.known(modele)
        return [entree for entree in read(nom) if entree["id"] not in connues]

    def add_structure(self, entree: dict[str, Any]) -> None:
        champs, a_part = split(entree, "id", "lieux", "thematiques", "zones", "verifie_il_y_a")
        structure = Structure(**champs, **self.common(a_part))
        structure.lieux.set([self.make_lieu(lieu, ordre) for ordre, lieu in enumerate(a_part["lieux"])])
        self.save(structure, a_part, thematiques=a_part["thematiques"])

    def add_personne(self, entree: dict[str, Any]) -> None:
        champs, a_part = split(
            entree, "id", "structure", "competences", "zones", "suppleant", "verifie_il_y_a", "absence_jours"
        )
        personne = PersonneRessource(**champs, structure=self.structures[a_part["structure"]], **self.common(a_part))
        if "absence_jours" in a_part:
            debut, fin = a_part["absence_jours"]
            personne.absence_debut, personne.absence_fin = (days_ago(-debut, self.today), days_ago(-fin, self.today))
        self.save(personne, a_part, competences=a_part["competences"])

    def add_permanence(self, entree: dict[str, Any]) -> None:
        champs, a_part = split(entree, "id", "structure", "commune", "debut", "thematiques", "verifie_il_y_a")
        permanence = Permanence(
            **champs,
            structure=self.structures[a_part["structure"]],
            commune=self.commune(a_part["commune"]),
            debut=local_datetime(a_part["debut"]),
            **self.common(a_part),
        )
        self.save(permanence, a_part, thematiques=a_part["thematiques"])

    def common(self, a_part: dict[str, Any]) -> dict[str, Any]:
        """Return the fields that every entry of the demonstration has."""
        verification = {}
        if "verifie_il_y_a" in a_part:
            verification = {"verifie_le": days_ago(a_part["verifie_il_y_a"], self.today), "verifie_par": PAR_NOM}
        return {
            "site": self.site,
            "source": SOURCE,
            "source_id": a_part["id"],
            "live": True,
            "first_published_at": timezone.now(),
            **verification,
        }

    def save(self, fiche, a_part: dict[str, Any], **themes: list[str]) -> None:
        for champ, slugs in themes.items():
            setattr(fiche, champ, [self.themes[slug] for slug in slugs])
        fiche.zones = [self.zone(**zone) for zone in a_part.get("zones", ())]
        fiche.save()
        if fiche.verifie_le:
            Verification.objects.create(
                **Verification.target(fiche),
                quand=timezone.make_aware(datetime.datetime.combine(fiche.verifie_le, datetime.time(10))),
                par_nom=PAR_NOM,
                comment=MoyenVerification.TELEPHONE,
                resultat=ResultatVerification.CONFIRMEE,
            )

    def make_lieu(self, entree: dict[str, Any], ordre: int) -> Lieu:
        return Lieu(**{**entree, "commune": self.commune(entree["commune"])}, sort_order=ordre)

    def commune(self, ref: str) -> Commune:
        if ref not in self.communes:
            trouvee = Commune.objects.get_by_ref(ref)
            if trouvee is None:
                raise LookupError(f"unknown commune {ref} in the demonstration guide")
            self.communes[ref] = trouvee
        return self.communes[ref]

    def zone(self, genre: str, code: str) -> Zone:
        if (genre, code) not in self.zones:
            self.zones[genre, code] = Zone.objects.get_or_make(genre=genre, code=code)
        return self.zones[genre, code]

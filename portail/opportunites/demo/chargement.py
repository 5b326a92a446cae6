"""Loading the demonstration's opportunities. What an editor touched is left as it is; the dates of the rest roll."""

import datetime
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from geo.models import Commune, Zone
from ressources.demo.chargement import PAR_NOM, SOURCE
from ressources.demo.lecture import days_ago, split
from ressources.models import Structure, Thematique
from ressources.recurrence import is_holiday
from search import indexing

from ..etats import UN_JOUR
from ..models import FAMILLES, Opportunite
from ..vocabulaire import Famille

DOSSIER = Path(__file__).parent
RELATIVE = re.compile(r"([+-]\d+)j")
A_PART = ("id", "porteur", "commune", "thematiques", "zones", "partenaires", "seances", "verifie_il_y_a")
DATES = ("ouverture", "cloture", "debut", "fin")
DIMANCHE = 6


@cache
def read(famille: str) -> tuple[dict[str, Any], ...]:
    """Return the entries of a family's file."""
    return tuple(yaml.safe_load((DOSSIER / f"{famille}.yaml").read_text(encoding="utf-8")))


def to_date(texte: str, today: datetime.date) -> datetime.date:
    """Read "+12j" or "-3j" as a day counted from `today`. Raises ValueError for anything else."""
    relative = RELATIVE.fullmatch(texte)
    if relative is None:
        raise ValueError(f"{texte!r} is not a relative day such as +12j")
    return today + datetime.timedelta(days=int(relative[1]))


def to_open_day(jour: datetime.date) -> datetime.date:
    """Return the day, or the next one that is neither a Sunday nor a public holiday: what people attend is on those."""
    while jour.weekday() == DIMANCHE or is_holiday(jour):
        jour += UN_JOUR
    return jour


def load(site: Site, today: datetime.date | None = None) -> dict[str, int]:
    """Add the missing opportunities to `site`, after the guide; returns how many were added, and rolled forward."""
    with transaction.atomic(), indexing.deferred():
        return _Chargement(site, today or timezone.localdate()).run()


class _Chargement:
    """One loading: the site, the day, and what names lead to."""

    def __init__(self, site: Site, today: datetime.date):
        self.site = site
        self.today = today
        self.themes = {theme.slug: theme for theme in Thematique.objects.all()}
        guide = Structure.objects.filter(site=site, source=SOURCE).prefetch_related("lieux__commune")
        self.structures = {structure.source_id: structure for structure in guide}
        self.connues = {
            offre.source_id: offre for offre in Opportunite.objects.filter(site=site, source=SOURCE).specifics()
        }

    def run(self) -> dict[str, int]:
        ajoutees = avancees = 0
        for famille in FAMILLES:
            for entree in read(famille):
                connue = self.connues.get(entree["id"])
                if connue is None:
                    self.add(famille, entree)
                    ajoutees += 1
                else:
                    avancees += self.roll(connue, entree)
        return {"opportunites": ajoutees, "avancees": avancees}

    def roll(self, offre: Opportunite, entree: dict[str, Any]) -> bool:
        """Move the dates of an untouched opportunity to this day. Return whether they moved."""
        dates = self.dates(entree)
        if offre.latest_revision_id or dates == {nom: getattr(offre, nom) for nom in dates}:
            return False
        for nom, jour in dates.items():
            setattr(offre, nom, jour)
        offre.save()
        return True

    def add(self, famille: str, entree: dict[str, Any]) -> None:
        champs, a_part = split(
            entree,
            "id",
            "porteur",
            "commune",
            "thematiques",
            "zones",
            "partenaires",
            "seances",
            "verifie_il_y_a",
            *DATES,
        )
        offre = FAMILLES[famille](
            **{nom: valeur.strip() if isinstance(valeur, str) else valeur for nom, valeur in champs.items()},
            **self.dates(entree),
            **({} if famille == Famille.MOBILITE else self.place(a_part)),
            site=self.site,
            source=SOURCE,
            source_id=a_part["id"],
            live=True,
            first_published_at=timezone.now(),
            porteur=self.structures[a_part["porteur"]] if "porteur" in a_part else None,
        )
        if "verifie_il_y_a" in a_part:
            offre.verifie_le, offre.verifie_par = days_ago(a_part["verifie_il_y_a"], self.today), PAR_NOM
        if "seances" in a_part:
            offre.seances = [to_open_day(to_date(jour, self.today)).isoformat() for jour in a_part["seances"]]
        offre.thematiques = [self.themes[slug] for slug in a_part["thematiques"]]
        offre.zones = [Zone.objects.get_or_make(**zone) for zone in a_part.get("zones", ())]
        if "partenaires" in a_part:
            offre.partenaires = [self.structures[nom] for nom in a_part["partenaires"]]
        offre.clean_fields()
        offre.save()

    def dates(self, entree: dict[str, Any]) -> dict[str, datetime.date | None]:
        """Return the dates of an entry; an event is held on open days, as long as it is said to last."""
        dates = {nom: to_date(entree[nom], self.today) if nom in entree else None for nom in DATES}
        if "genre" in entree:
            debut = to_date(entree["debut"], self.today)
            dates["debut"] = ouvert = to_open_day(debut)
            dates["fin"] = dates["fin"] and to_open_day(dates["fin"] + (ouvert - debut))
        return dates

    def place(self, a_part: dict[str, Any]) -> dict[str, Any]:
        """Return where it is: the commune named, else the first place of its structure."""
        if "commune" in a_part:
            commune = Commune.objects.get_by_ref(a_part["commune"])
            if commune is None:
                raise LookupError(f"unknown commune {a_part['commune']} in the demonstration's opportunities")
            return {"commune": commune}
        lieux = list(self.structures[a_part["porteur"]].lieux.all()) if "porteur" in a_part else []
        if not lieux:
            return {}
        lieu = lieux[0]
        return {nom: getattr(lieu, nom) for nom in ("commune", "adresse", "code_postal", "latitude", "longitude")}

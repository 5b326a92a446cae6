"""The week of one person, as their agenda draws it: openings, absences and appointments on the clock of Paris."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ressources.models import PersonneRessource
from ressources.recurrence import PARIS, is_holiday

from ..creneaux import stretches
from ..models import Absence, Ouverture, RendezVous
from ..mots import local, say_time, title_day
from ..semaine import UNE_SEMAINE, days_of, monday_of
from ..vacances import Calendrier
from ..vocabulaire import ANNULES

MINUTES = 24 * 60
MATIN, SOIR = 8, 19  # hours shown at least
OUVERTURE, ABSENCE, RENDEZVOUS = "ouverture", "absence", "rendezvous"


@dataclass(frozen=True, slots=True)
class Bloc:
    """What fills part of a day, from `de` to `a`, minutes since midnight; `voie` of `voies` where several overlap."""

    genre: str
    de: int
    a: int
    heures: str
    titre: str
    detail: str = ""
    url: str = ""
    deplacer: str = ""  # where its drag is sent; "" for what does not move
    repete: bool = False
    voie: int = 0
    voies: int = 1


@dataclass(frozen=True, slots=True)
class Jour:
    date: datetime.date
    blocs: list[Bloc]

    @property
    def titre(self) -> str:
        return title_day(self.date)

    @property
    def ferie(self) -> bool:
        return is_holiday(self.date)


@dataclass(frozen=True, slots=True)
class Semainier:
    """Seven days from Monday, for one person; `matin` and `soir` are the hours that hold everything."""

    personne: PersonneRessource
    lundi: datetime.date
    jours: list[Jour] = field(default_factory=list)

    @property
    def avant(self) -> datetime.date:
        return self.lundi - UNE_SEMAINE

    @property
    def apres(self) -> datetime.date:
        return self.lundi + UNE_SEMAINE

    @property
    def dernier(self) -> datetime.date:
        return self.lundi + datetime.timedelta(days=6)

    @property
    def _ouverts(self) -> list[Bloc]:
        """What says how much of the day is worth showing: a whole day's absence does not."""
        return [bloc for jour in self.jours for bloc in jour.blocs if bloc.a - bloc.de < MINUTES]

    @property
    def matin(self) -> int:
        return min([MATIN, *(bloc.de // 60 for bloc in self._ouverts)])

    @property
    def soir(self) -> int:
        return max([SOIR, *(-(-bloc.a // 60) for bloc in self._ouverts)])

    @property
    def heures(self) -> range:
        return range(self.matin, self.soir)


def build_semainier(personne: PersonneRessource, jour: datetime.date) -> Semainier:
    """Return the week that holds a day. Five queries at most."""
    lundi = monday_of(jour)
    de = datetime.datetime.combine(lundi, datetime.time.min, tzinfo=PARIS)
    a = datetime.datetime.combine(lundi + UNE_SEMAINE, datetime.time.min, tzinfo=PARIS)
    par_jour: dict[datetime.date, list[Bloc]] = defaultdict(list)
    for date, bloc in (*_ouvertures(personne, de, a), *_absences(personne, de, a), *_rendezvous(personne, de, a)):
        par_jour[date].append(bloc)
    return Semainier(personne, lundi, [Jour(date, _side_by_side(par_jour[date])) for date in days_of(lundi)])


def _spread(debut: datetime.datetime, fin: datetime.datetime, **bloc) -> Iterator[tuple[datetime.date, Bloc]]:
    """Cut what lasts several days at midnight: (day, block) for each of them."""
    debut, fin = local(debut), local(fin)
    jour = debut.date()
    while jour < fin.date() or (jour == fin.date() and fin.time() > datetime.time.min):
        de = debut.hour * 60 + debut.minute if jour == debut.date() else 0
        a = fin.hour * 60 + fin.minute if jour == fin.date() else MINUTES
        heures = _("toute la journée") if a - de == MINUTES else f"{say_time(debut)} – {say_time(fin)}"
        yield jour, Bloc(de=de, a=a, heures=heures, **bloc)
        jour += datetime.timedelta(days=1)


def _ouvertures(personne: PersonneRessource, de, a) -> Iterator[tuple[datetime.date, Bloc]]:
    calendrier = Calendrier()
    ouvertures = Ouverture.objects.filter(personne=personne).select_related("lieu__commune").prefetch_related("motifs")
    for ouverture in ouvertures:
        bloc = {
            "genre": OUVERTURE,
            "titre": ", ".join(str(motif) for motif in ouverture.motifs.all()),
            "detail": str(ouverture.lieu or ""),
            "url": reverse("rendezvous_espace:ouverture", args=[ouverture.pk]),
            "deplacer": reverse("rendezvous_espace:ouverture_deplacer", args=[ouverture.pk]),
            "repete": bool(ouverture.regle),
        }
        for plage in stretches(ouverture, de, a, calendrier):
            if plage.debut >= de:
                yield from _spread(plage.debut, plage.fin, **bloc)


def _absences(personne: PersonneRessource, de, a) -> Iterator[tuple[datetime.date, Bloc]]:
    for absence in Absence.objects.filter(personne=personne, debut__lt=a, fin__gt=de):
        titre = _("Absence")
        yield from _spread(max(absence.debut, de), min(absence.fin, a), genre=ABSENCE, titre=titre, detail=absence.note)
    url = reverse("espace:fiche_absence", args=[personne.pk])
    for jour in days_of(local(de).date()):
        if personne.is_absent(jour):  # it closes the slots too
            titre, detail = _("Absence"), _("annoncée sur la fiche")
            yield jour, Bloc(ABSENCE, 0, MINUTES, _("toute la journée"), titre, detail=detail, url=url)


def _rendezvous(personne: PersonneRessource, de, a) -> Iterator[tuple[datetime.date, Bloc]]:
    """One block a session, whoever many come."""
    pris = RendezVous.objects.filter(personne=personne, debut__gte=de, debut__lt=a).exclude(statut__in=ANNULES)
    seances: dict[datetime.datetime, list[RendezVous]] = defaultdict(list)
    for rendezvous in pris.select_related("motif"):
        seances[rendezvous.debut].append(rendezvous)
    for debut, ensemble in seances.items():
        un, nombre = ensemble[0], sum(rendezvous.participants for rendezvous in ensemble)
        seul = len(ensemble) == 1
        titre = (un.prenom or _("Anonyme")) if seul else ngettext("%(n)s personne", "%(n)s personnes", nombre)
        url = reverse("rendezvous_espace:rendezvous", args=[un.pk]) if seul else reverse("rendezvous_espace:agenda")
        bloc = {"titre": titre if seul else titre % {"n": nombre}, "detail": str(un.motif), "url": url}
        yield from _spread(debut, un.fin, genre=RENDEZVOUS, **bloc)


def _side_by_side(blocs: Iterable[Bloc]) -> list[Bloc]:
    """Sort the blocks of a day, and give openings that overlap a lane each."""
    tries = sorted(blocs, key=lambda bloc: (bloc.de, bloc.genre, bloc.a))
    fins: list[int] = []  # of each lane
    voies = {}
    for rang, bloc in enumerate(tries):
        if bloc.genre == OUVERTURE:
            voie = next((n for n, fin in enumerate(fins) if fin <= bloc.de), len(fins))
            fins[voie : voie + 1] = [bloc.a]
            voies[rang] = voie
    return [
        replace(bloc, voie=voies[rang], voies=len(fins)) if rang in voies else bloc for rang, bloc in enumerate(tries)
    ]

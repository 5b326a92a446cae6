"""The times that can be booked. They are reckoned at each reading from what is open and what is taken; none is stored.

Openings give stretches on the wall clock of Europe/Paris; they are cut in UTC, so that a slot lasts what it says on the
nights of 23 and 25 hours.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from ressources.models import PersonneRessource
from ressources.recurrence import PARIS

from .models import Absence, Motif, Ouverture, Quart, Seance
from .vacances import Calendrier
from .vocabulaire import QUART

UN_JOUR = datetime.timedelta(days=1)
OCCURRENCES_MAX = 1000


@dataclass(frozen=True, slots=True)
class Plage:
    """A stretch of time in which somebody receives, both ends in UTC."""

    debut: datetime.datetime
    fin: datetime.datetime
    lieu: Any = None


@dataclass(frozen=True, slots=True)
class Creneau:
    """A time that can be booked, both ends in UTC; `places` are those left."""

    personne: PersonneRessource = field(compare=False)
    debut: datetime.datetime
    fin: datetime.datetime
    lieu: Any = field(default=None, compare=False)
    places: int = 1

    @property
    def cle(self) -> str:
        """Name it in an address: 2026-12-07T13:00Z."""
        return f"{self.debut:%Y-%m-%dT%H:%MZ}"


@dataclass(frozen=True, slots=True)
class Besoin:
    """What is asked of a slot."""

    duree: datetime.timedelta
    tampon: datetime.timedelta = datetime.timedelta()
    capacite: int = 1

    @classmethod
    def of(cls, motif: Motif) -> "Besoin":
        return cls(
            datetime.timedelta(minutes=motif.duree_minutes),
            datetime.timedelta(minutes=motif.tampon_minutes),
            motif.capacite,
        )


def quarts_between(debut: datetime.datetime, fin: datetime.datetime) -> list[datetime.datetime]:
    """Return the quarters of an hour that a span touches, in order, in UTC."""
    debut, fin = debut.astimezone(datetime.UTC), fin.astimezone(datetime.UTC)
    heure = debut.replace(minute=debut.minute - debut.minute % 15, second=0, microsecond=0)
    quarts = []
    while heure < fin:
        quarts.append(heure)
        heure += QUART
    return quarts


def cut(
    plage: Plage,
    besoin: Besoin,
    pris: Collection[datetime.datetime],
    partagees: Mapping[datetime.datetime, int] = {},
) -> Iterator[tuple[datetime.datetime, datetime.datetime, int]]:
    """Yield (start, end, places) of what can be booked in a stretch, one after the other.

    `pris` are the quarters taken; `partagees` gives the places left in group sessions of this very kind by their start.
    After something taken, the next slot starts at the first free quarter.
    """
    debut = plage.debut
    while debut + besoin.duree <= plage.fin:
        fin = debut + besoin.duree
        if debut in partagees:
            if partagees[debut]:
                yield debut, fin, partagees[debut]
            debut = fin
        elif pris and not _free(debut - besoin.tampon, fin + besoin.tampon, pris):
            debut += QUART
        else:
            yield debut, fin, besoin.capacite
            debut = fin


def _free(debut: datetime.datetime, fin: datetime.datetime, pris: Collection[datetime.datetime]) -> bool:
    return not any(quart in pris for quart in quarts_between(debut, fin))


def stretches(
    ouverture: Ouverture, de: datetime.datetime, a: datetime.datetime, calendrier: Calendrier
) -> Iterator[Plage]:
    """Yield the stretches of an opening between two instants, less public holidays, exceptions and school holidays."""
    for date in ouverture.recurrence.next_dates(de, OCCURRENCES_MAX, a - de):
        if date.annule or date.debut >= a:
            continue
        if not ouverture.vacances and ouverture.pays == "FR" and calendrier.is_holiday(date.debut.date()):
            continue
        yield Plage(date.debut.astimezone(datetime.UTC), date.fin.astimezone(datetime.UTC), ouverture.lieu)


def window(motif: Motif, maintenant: datetime.datetime) -> tuple[datetime.datetime, datetime.datetime]:
    """Return the first and last instants at which an appointment may start: the reason's minimum and maximum delays."""
    plus_tot = maintenant + datetime.timedelta(hours=motif.delai_min_heures)
    return plus_tot, maintenant + motif.delai_max_jours * UN_JOUR


def find_creneaux(
    *,
    motif: Motif,
    personne: PersonneRessource | None = None,
    de: datetime.datetime | None = None,
    a: datetime.datetime | None = None,
    maintenant: datetime.datetime | None = None,
    sans: Seance | None = None,
) -> list[Creneau]:
    """Return what can be booked for a reason, with one person or any, soonest first.

    Between `de` and `a` within what the reason's delays allow. `sans` is a session that counts as free: that of the
    appointment being moved. Five queries, six when an opening closes for school holidays.
    """
    maintenant = maintenant or timezone.now()
    plus_tot, plus_tard = window(motif, maintenant)
    de, a = max(filter(None, [de, plus_tot])), min(filter(None, [a, plus_tard + QUART]))
    if not motif.actif or de >= a:
        return []
    ouvertures = _openings(motif, personne)
    personnes = {ouverture.personne_id: ouverture.personne for ouverture in ouvertures}
    if not personnes:
        return []
    marge = datetime.timedelta(minutes=motif.tampon_minutes) + UN_JOUR
    occupe = _Occupation.read(personnes, motif, de - marge, a + marge, sans)
    creneaux = {
        (personne_id, debut): Creneau(personnes[personne_id], debut, fin, lieu, places)
        for personne_id, debut, fin, lieu, places in _walk(motif, ouvertures, occupe, (de, a))
        if de <= debut < a
    }
    return sorted(creneaux.values(), key=lambda creneau: (creneau.debut, str(creneau.personne), creneau.personne.pk))


def _walk(motif: Motif, ouvertures: Iterable[Ouverture], occupe: "_Occupation", entre: tuple) -> Iterator[tuple]:
    besoin, calendrier = Besoin.of(motif), Calendrier()
    for ouverture in ouvertures:
        personne_id = ouverture.personne_id
        for plage in stretches(ouverture, entre[0], entre[1], calendrier):
            for debut, fin, places in cut(plage, besoin, occupe.quarts[personne_id], occupe.seances[personne_id]):
                if not occupe.is_absent(ouverture.personne, debut, fin):
                    yield personne_id, debut, fin, plage.lieu, places


def _openings(motif: Motif, personne: PersonneRessource | None) -> list[Ouverture]:
    ouvertures = Ouverture.objects.filter(motifs=motif, personne__in=PersonneRessource.objects.published())
    if personne is not None:
        ouvertures = ouvertures.filter(personne=personne)
    return list(
        ouvertures.select_related("lieu__commune").prefetch_related(
            Prefetch("personne", PersonneRessource.objects.select_related("structure"))
        )
    )


@dataclass
class _Occupation:
    """What is taken, by person: quarters of an hour, places left in sessions of the same kind, absences."""

    quarts: dict[int, set[datetime.datetime]]
    seances: dict[int, dict[datetime.datetime, int]]
    absences: dict[int, list[Absence]]

    @classmethod
    def read(cls, personnes, motif: Motif, de, a, sans: Seance | None) -> "_Occupation":
        quarts, seances, absences = defaultdict(set), defaultdict(dict), defaultdict(list)
        pris = Quart.objects.filter(personne__in=personnes, heure__range=(de, a))
        if sans is not None and sans.capacite == 1:
            pris = pris.exclude(seance=sans)
        for personne_id, heure in pris.values_list("personne_id", "heure"):
            quarts[personne_id].add(heure)
        if motif.collectif:
            for seance in Seance.objects.filter(personne__in=personnes, motif=motif, debut__range=(de, a)):
                seances[seance.personne_id][seance.debut] = seance.libres
        for absence in Absence.objects.filter(personne__in=personnes, debut__lt=a, fin__gt=de):
            absences[absence.personne_id].append(absence)
        return cls(quarts, seances, absences)

    def is_absent(self, personne: PersonneRessource, debut: datetime.datetime, fin: datetime.datetime) -> bool:
        """Tell whether an absence touches the span: those of the agenda, and the one announced on the entry."""
        if personne.is_absent(debut.astimezone(PARIS).date()):
            return True
        return any(absence.debut < fin and absence.fin > debut for absence in self.absences[personne.pk])


def nearest(creneaux: Iterable[Creneau], debut: datetime.datetime, nombre: int = 6) -> list[Creneau]:
    """Return the slots nearest to an instant, in order of time."""
    proches = sorted(creneaux, key=lambda creneau: (abs(creneau.debut - debut), creneau.debut))[:nombre]
    return sorted(proches, key=lambda creneau: creneau.debut)

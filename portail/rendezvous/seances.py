"""Taking time, giving it back. Called inside the transactions of `services`, which hold the lock of the appointment.

Order of locks, so that two of them never wait for each other: the appointment or the request; then sessions, by their
number; then quarters, by their hour. What is new is taken before what was held is given back.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from ressources.models import PersonneRessource

from .creneaux import quarts_between
from .erreurs import CreneauPris, PlusAssezDePlaces
from .models import Motif, Quart, Seance


@dataclass(frozen=True, slots=True)
class Moment:
    """When, with whom, where."""

    personne: PersonneRessource
    debut: datetime.datetime
    lieu: Any = None


def end_of(motif: Motif, debut: datetime.datetime) -> datetime.datetime:
    return debut + datetime.timedelta(minutes=motif.duree_minutes)


def take(motif: Motif, moment: Moment, participants: int = 1) -> Seance:
    """Take the time, or places of the group session that stands there.

    Raises CreneauPris when somebody holds a quarter of it, PlusAssezDePlaces when too few places are left.
    """
    if participants > motif.capacite:
        raise PlusAssezDePlaces
    if motif.collectif:
        seance = Seance.objects.filter(motif=motif, personne=moment.personne, debut=moment.debut).first()
        if seance is not None:
            return _join(seance, participants)
    return _open(motif, moment, participants)


def _join(seance: Seance, participants: int) -> Seance:
    enough = Seance.objects.filter(pk=seance.pk, prises__lte=F("capacite") - participants)
    if not enough.update(prises=F("prises") + participants):
        raise PlusAssezDePlaces
    return seance


def _open(motif: Motif, moment: Moment, participants: int) -> Seance:
    fin = end_of(motif, moment.debut)
    seance = Seance(
        personne=moment.personne,
        motif=motif,
        debut=moment.debut,
        fin=fin,
        capacite=motif.capacite,
        prises=participants,
    )
    try:
        with transaction.atomic():
            seance.save()
            _occupy(seance, quarts_of(seance))
    except IntegrityError:
        # A group session that somebody opened at the same instant has room for others.
        autre = Seance.objects.filter(motif=motif, personne=moment.personne, debut=moment.debut).first()
        if motif.collectif and autre is not None:
            return _join(autre, participants)
        raise CreneauPris from None
    return seance


def quarts_of(seance: Seance) -> list[datetime.datetime]:
    """Return the quarters of an hour that a session takes, travel included."""
    tampon = datetime.timedelta(minutes=seance.motif.tampon_minutes)
    return quarts_between(seance.debut - tampon, seance.fin + tampon)


def _occupy(seance: Seance, heures: list[datetime.datetime]) -> None:
    Quart.objects.bulk_create(
        [Quart(seance=seance, personne_id=seance.personne_id, heure=heure) for heure in sorted(heures)]
    )


def release(seance: Seance, participants: int = 1) -> None:
    """Give places back; the last one gives back the time. No appointment may point to it any more by then."""
    remaining = Seance.objects.filter(pk=seance.pk, prises__gt=participants)
    if not remaining.update(prises=F("prises") - participants):
        Seance.objects.filter(pk=seance.pk).delete()


def swap(seance: Seance, motif: Motif, moment: Moment, participants: int = 1) -> Seance:
    """Take another time in exchange for a session, and return the one that now stands.

    A session of one's own is moved, since its new time may overlap the former. Of a group, one leaves one session for
    another. Raises as `take`; then nothing has changed.
    """
    if seance.capacite > 1 or motif.collectif:
        ids = Seance.objects.filter(personne=moment.personne, motif=motif, debut=moment.debut).values_list(
            "pk", flat=True
        )
        list(Seance.objects.select_for_update().filter(pk__in=[seance.pk, *ids]).order_by("pk"))
        return take(motif, moment, participants)
    return _move(seance, motif, moment)


def _move(seance: Seance, motif: Motif, moment: Moment) -> Seance:
    held = set(seance.quarts.values_list("personne_id", "heure"))
    seance.personne, seance.debut, seance.fin = moment.personne, moment.debut, end_of(motif, moment.debut)
    wanted = {(seance.personne_id, heure) for heure in quarts_of(seance)}
    try:
        with transaction.atomic():
            _occupy(seance, [heure for _personne, heure in wanted - held])
            for personne_id, heure in held - wanted:
                Quart.objects.filter(seance=seance, personne_id=personne_id, heure=heure).delete()
            seance.save(update_fields=["personne", "debut", "fin"])
    except IntegrityError:
        raise CreneauPris from None
    return seance

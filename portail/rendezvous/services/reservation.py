"""Booking a time and choosing another."""

import datetime
from typing import Any

from django.db import transaction

from ressources.models import PersonneRessource

from .. import messages
from ..creneaux import Creneau, find_creneaux
from ..erreurs import (
    AgeNonRecu,
    CreneauPris,
    PasAVenir,
    RendezVousRefuse,
    ReservationFermee,
    TropTardPourDeplacer,
)
from ..models import Motif, RendezVous
from ..seances import Moment, release, swap, take
from ..vocabulaire import Reservation, Statut
from .attente import announce_place
from .contact import Coordonnees, Origine, once

WHO_MAY = {
    Reservation.PUBLIC: {Reservation.PUBLIC},
    Reservation.PRESCRIPTEUR: {Reservation.PUBLIC, Reservation.PRESCRIPTEUR},
    Reservation.SERVICE: set(Reservation),
}


def book_rendezvous(
    *,
    motif: Motif,
    personne: PersonneRessource,
    debut: datetime.datetime,
    contact: Coordonnees,
    cle: str,
    participants: int = 1,
    adresse: str = "",
    origine: Origine | None = None,
    site=None,
) -> RendezVous:
    """Book a time that is offered. The same `cle` gives the same appointment, however often it is sent.

    Whether it is offered is read before the transaction, so that a crowd that comes too late never waits to write; who
    has it is for the database to say. Raises ReservationFermee, AgeNonRecu, CreneauPris or PlusAssezDePlaces.
    """
    origine = origine or Origine()
    try:
        check_allowed(motif, contact, origine)
        creneau = require_offered(motif, personne, debut)
    except RendezVousRefuse:
        if (known := RendezVous.objects.filter(cle=cle).first()) is not None:
            return known
        raise
    champs = {
        "site": site or motif.site,
        "cle": cle,
        "motif": motif,
        "personne": creneau.personne,
        "lieu": creneau.lieu,
        "adresse": adresse,
        "participants": participants,
        "pris_par": origine.pris_par,
        "prescripteur": origine.prescripteur,
        "prescripteur_courriel": origine.prescripteur_courriel,
        **contact.as_fields(),
    }
    return _book(champs, Moment(creneau.personne, debut, creneau.lieu))


@transaction.atomic
def _book(champs: dict[str, Any], moment: Moment) -> RendezVous:
    def create() -> RendezVous:
        seance = take(champs["motif"], moment, champs["participants"])
        return RendezVous.objects.create(debut=seance.debut, fin=seance.fin, seance=seance, **champs)

    rendezvous, new = once(RendezVous, champs["cle"], create)
    if new:
        messages.tell_booked(rendezvous)
    return rendezvous


def check_allowed(motif: Motif, contact: Coordonnees, origine: Origine) -> None:
    """Raise ReservationFermee or AgeNonRecu when the reason is not for them."""
    if not motif.actif or motif.reservation not in WHO_MAY[Reservation(origine.pris_par)]:
        raise ReservationFermee
    if not motif.accepts_age(contact.tranche_age):
        raise AgeNonRecu


def require_offered(motif: Motif, personne: PersonneRessource, debut: datetime.datetime, *, sans=None) -> Creneau:
    """Return the slot offered at an instant. Raises CreneauPris when there is none."""
    fin = debut + datetime.timedelta(minutes=motif.duree_minutes)
    creneaux = find_creneaux(motif=motif, personne=personne, de=debut - datetime.timedelta(days=1), a=fin, sans=sans)
    trouve = next((creneau for creneau in creneaux if creneau.debut == debut), None)
    if trouve is None:
        raise CreneauPris
    return trouve


def move_rendezvous(
    *, rendezvous: RendezVous, debut: datetime.datetime, personne: PersonneRessource | None = None
) -> RendezVous:
    """Take another time instead, up to two days before; with another person of the structure if one is given.

    Asked twice for the same time, it is moved once. Raises PasAVenir, TropTardPourDeplacer, CreneauPris or
    PlusAssezDePlaces; then the appointment keeps its time.
    """
    vu = RendezVous.objects.with_relations().select_related("seance").get(pk=rendezvous.pk)
    personne = personne or vu.personne
    if not _is_there(vu, debut, personne):
        creneau = require_offered(vu.motif, personne, debut, sans=vu.seance)
        return _move(vu, Moment(creneau.personne, debut, creneau.lieu))
    return vu


def _is_there(rendezvous: RendezVous, debut: datetime.datetime, personne: PersonneRessource) -> bool:
    """Tell whether it is at that time already. Raises PasAVenir; TropTardPourDeplacer when it is not and too late."""
    if rendezvous.statut != Statut.A_VENIR:
        raise PasAVenir
    if (rendezvous.debut, rendezvous.personne_id) == (debut, personne.pk):
        return True
    if not rendezvous.deplacable:
        raise TropTardPourDeplacer
    return False


@transaction.atomic
def _move(rendezvous: RendezVous, moment: Moment) -> RendezVous:
    rendezvous = lock(rendezvous)
    if not _is_there(rendezvous, moment.debut, moment.personne):  # others may have moved it meanwhile
        replace(rendezvous, moment)
        messages.tell_moved(rendezvous)
    return rendezvous


def replace(rendezvous: RendezVous, moment: Moment, *, annonce: bool = True) -> None:
    """Give a locked appointment another time; with `annonce`, tell those who wait that its former one is free."""
    former, avant = rendezvous.seance, (rendezvous.personne, rendezvous.debut)
    assert former is not None  # noqa: S101 - a constraint has it so
    rendezvous.seance = swap(former, rendezvous.motif, moment, rendezvous.participants)
    rendezvous.personne, rendezvous.lieu = moment.personne, moment.lieu
    rendezvous.debut, rendezvous.fin = rendezvous.seance.debut, rendezvous.seance.fin
    rendezvous.sequence += 1
    rendezvous.confirme_le, rendezvous.relais = None, None
    rendezvous.save()
    if rendezvous.seance.pk != former.pk:
        release(former, rendezvous.participants)
    if annonce:
        announce_place(motif=rendezvous.motif, personne=avant[0], debut=avant[1])


def lock(rendezvous: RendezVous) -> RendezVous:
    """Read an appointment again, and keep others from changing it until the transaction ends."""
    return (
        RendezVous.objects.select_for_update(of=("self",))
        .with_relations()
        .select_related("seance")
        .get(pk=rendezvous.pk)
    )

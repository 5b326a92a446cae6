"""What becomes of an appointment: confirmed, cancelled, kept or missed."""

import datetime

from django.db import transaction
from django.utils import timezone

from .. import messages
from ..erreurs import PasAVenir, PasEncoreCommence, TropTardPourAnnuler
from ..models import RendezVous
from ..seances import release
from ..vocabulaire import Statut
from .attente import announce_place
from .reservation import lock

PRESENCES = (Statut.HONORE, Statut.ABSENCE)


@transaction.atomic
def confirm_rendezvous(*, rendezvous: RendezVous) -> RendezVous:
    """Note that the person says they come. Said twice, it is noted once. Raises PasAVenir."""
    rendezvous = lock(rendezvous)
    if rendezvous.statut != Statut.A_VENIR or rendezvous.passe:
        raise PasAVenir
    if rendezvous.confirme_le is None:
        rendezvous.confirme_le = timezone.now()
        rendezvous.save(update_fields=["confirme_le"])
    return rendezvous


@transaction.atomic
def cancel_rendezvous(*, rendezvous: RendezVous) -> RendezVous:
    """Cancel at the person's wish, up to four hours before. Asked twice, it is cancelled once.

    Raises PasAVenir when it was kept, missed or cancelled by the service; TropTardPourAnnuler.
    """
    rendezvous = lock(rendezvous)
    if rendezvous.statut == Statut.ANNULE_PERSONNE:
        return rendezvous
    if rendezvous.statut != Statut.A_VENIR:
        raise PasAVenir
    if not rendezvous.annulable:
        raise TropTardPourAnnuler
    _free(rendezvous, Statut.ANNULE_PERSONNE)
    messages.tell_cancelled(rendezvous)
    return rendezvous


@transaction.atomic
def cancel_by_service(*, rendezvous: RendezVous, mot: str = "") -> RendezVous:
    """Cancel on the professional's side, until it begins; `mot` is a word to the person. Raises PasAVenir."""
    rendezvous = lock(rendezvous)
    if rendezvous.statut == Statut.ANNULE_SERVICE:
        return rendezvous
    if rendezvous.statut != Statut.A_VENIR or rendezvous.debut <= timezone.now():
        raise PasAVenir
    _free(rendezvous, Statut.ANNULE_SERVICE)
    messages.tell_cancelled_by_service(rendezvous, mot)
    return rendezvous


def _free(rendezvous: RendezVous, statut: Statut) -> None:
    seance, rendezvous.seance = rendezvous.seance, None
    assert seance is not None  # noqa: S101 - a constraint has it so
    rendezvous.statut, rendezvous.termine_le = statut, timezone.now()
    rendezvous.sequence += 1
    rendezvous.relais = None
    rendezvous.save()
    release(seance, rendezvous.participants)
    if statut == Statut.ANNULE_PERSONNE:  # what the service cancels is not offered again: somebody is away
        announce_place(motif=rendezvous.motif, personne=rendezvous.personne, debut=rendezvous.debut)


@transaction.atomic
def mark_presence(*, rendezvous: RendezVous, statut: str, maintenant: datetime.datetime | None = None) -> RendezVous:
    """Tell whether the person came (HONORE or ABSENCE), once it has begun; a slip may be put right.

    Raises PasEncoreCommence, or PasAVenir for one that was cancelled.
    """
    rendezvous = lock(rendezvous)
    if rendezvous.annule or statut not in PRESENCES:
        raise PasAVenir
    if rendezvous.debut > (maintenant or timezone.now()):
        raise PasEncoreCommence
    rendezvous.statut, rendezvous.termine_le = statut, timezone.now()
    rendezvous.save(update_fields=["statut", "termine_le"])
    return rendezvous

"""« Aucun créneau ne me va »: a request, a proposal that holds its time, an answer."""

import datetime

from django.db import transaction
from django.utils import timezone

from ressources.models import Lieu, PersonneRessource

from .. import messages
from ..erreurs import DejaRepondu, MomentPasse, PropositionPerimee
from ..models import DemandeCreneau, Motif, RendezVous
from ..seances import Moment, release, take
from ..vocabulaire import RELANCES, TENUE_PROPOSITION, Reservation, StatutDemande
from .contact import Coordonnees, Origine, erase_contact, once
from .reservation import check_allowed


@transaction.atomic
def ask_creneau(
    *,
    motif: Motif,
    personne: PersonneRessource | None,
    disponibilites: str,
    contact: Coordonnees,
    cle: str,
    site=None,
) -> DemandeCreneau:
    """Ask for another time than those offered. The same `cle` counts once. Raises ReservationFermee or AgeNonRecu."""

    def create() -> DemandeCreneau:
        check_allowed(motif, contact, Origine())
        return DemandeCreneau.objects.create(
            site=site or motif.site,
            cle=cle,
            motif=motif,
            personne=personne,
            disponibilites=disponibilites,
            **contact.as_fields(),
        )

    demande, new = once(DemandeCreneau, cle, create)
    if new:
        messages.tell_asked(demande)
    return demande


@transaction.atomic
def propose_creneau(
    *, demande: DemandeCreneau, personne: PersonneRessource, debut: datetime.datetime, lieu: Lieu | None = None
) -> DemandeCreneau:
    """Offer a time, in the openings or not, and keep it for two days, or until it comes.

    Raises DejaRepondu, MomentPasse or CreneauPris.
    """
    demande = _lock(demande)
    if demande.statut != StatutDemande.EN_ATTENTE:
        raise DejaRepondu
    if debut <= timezone.now():
        raise MomentPasse
    demande.personne = personne
    demande.seance = take(demande.motif, Moment(personne, debut, lieu))
    demande.lieu = lieu
    demande.propose_jusqua = min(timezone.now() + TENUE_PROPOSITION, debut)
    demande.statut = StatutDemande.PROPOSEE
    demande.save()
    messages.tell_proposed(demande)
    return demande


@transaction.atomic
def accept_proposition(*, demande: DemandeCreneau) -> RendezVous:
    """Make an appointment of the proposal. Accepted twice, it is one. Raises PropositionPerimee."""
    demande = _lock(demande)
    if demande.statut == StatutDemande.ACCEPTEE and demande.rendezvous is not None:
        return demande.rendezvous
    seance = demande.seance
    if demande.statut != StatutDemande.PROPOSEE or seance is None or _lapsed(demande):
        raise PropositionPerimee
    rendezvous = RendezVous.objects.create(
        site=demande.site,
        cle=f"demande-{demande.pk}",
        motif=demande.motif,
        personne=seance.personne,
        lieu=demande.lieu,
        debut=seance.debut,
        fin=seance.fin,
        seance=seance,
        pris_par=Reservation.PUBLIC,
        confirme_le=timezone.now(),
        prenom=demande.prenom,
        telephone=demande.telephone,
        courriel=demande.courriel,
        sms=demande.sms,
        tranche_age=demande.tranche_age,
    )
    demande.statut, demande.seance, demande.rendezvous = StatutDemande.ACCEPTEE, None, rendezvous
    demande.save()
    messages.drop(demande)
    messages.tell_booked(rendezvous)
    return rendezvous


@transaction.atomic
def decline_proposition(*, demande: DemandeCreneau, encore: bool = True) -> DemandeCreneau:
    """Say no to the proposed time; `encore`: the request waits for another one, else it is closed and forgotten.

    Raises DejaRepondu once it is accepted or closed.
    """
    demande = _lock(demande)
    if demande.statut not in (StatutDemande.EN_ATTENTE, StatutDemande.PROPOSEE):
        raise DejaRepondu
    _let_go(demande, StatutDemande.EN_ATTENTE if encore else StatutDemande.CLOSE)
    messages.tell_declined(demande)
    if not encore:
        erase_contact(ligne=demande)
    return demande


def release_expired() -> int:
    """Give back the times that nobody accepted; the requests wait again. Return how many."""
    expired = DemandeCreneau.objects.filter(statut=StatutDemande.PROPOSEE, propose_jusqua__lte=timezone.now())
    return sum(_expire(demande) for demande in expired)


@transaction.atomic
def _expire(demande: DemandeCreneau) -> bool:
    demande = _lock(demande)
    if demande.statut != StatutDemande.PROPOSEE or not _lapsed(demande):
        return False
    _let_go(demande, StatutDemande.EN_ATTENTE)
    messages.tell_lapsed(demande)
    return True


def remind_waiting() -> int:
    """Remind the professionals of the requests that wait since three days, then seven; return how many wait so long.

    Each reminder is written once, however often this runs.
    """
    waiting = DemandeCreneau.objects.filter(statut=StatutDemande.EN_ATTENTE, anonymise_le=None)
    late = waiting.filter(cree_le__lte=timezone.now() - min(RELANCES))
    for demande in late.select_related("motif__structure", "personne", "site"):
        age = timezone.now() - demande.cree_le
        messages.tell_still_waiting(demande, max(delai for delai in RELANCES if delai <= age).days)
    return len(late)


def _lapsed(demande: DemandeCreneau) -> bool:
    return demande.propose_jusqua is not None and demande.propose_jusqua <= timezone.now()


def _let_go(demande: DemandeCreneau, statut: StatutDemande) -> None:
    seance, demande.seance = demande.seance, None
    demande.statut, demande.propose_jusqua = statut, None
    demande.save()
    messages.drop(demande)
    if seance is not None:
        release(seance)


def _lock(demande: DemandeCreneau) -> DemandeCreneau:
    rows = DemandeCreneau.objects.select_for_update(of=("self",))
    return rows.select_related("motif__structure", "seance__personne", "seance__motif", "personne", "site", "lieu").get(
        pk=demande.pk
    )

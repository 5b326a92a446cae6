"""Handing an appointment over to a colleague, at the same time, if the person agrees."""

from django.db import transaction

from ressources.models import PersonneRessource

from .. import messages
from ..erreurs import CreneauPris, PasAVenir, PasDeRelais
from ..models import RendezVous
from ..seances import Moment
from ..vocabulaire import Statut
from .reservation import lock, replace


@transaction.atomic
def offer_relais(*, rendezvous: RendezVous, collegue: PersonneRessource) -> RendezVous:
    """Ask the person whether a colleague of the structure may receive them instead.

    Nothing changes until they agree. Raises PasAVenir, or PasDeRelais for somebody of another structure.
    """
    rendezvous = lock(rendezvous)
    if rendezvous.statut != Statut.A_VENIR or rendezvous.passe:
        raise PasAVenir
    if collegue.structure_id != rendezvous.personne.structure_id or collegue.pk == rendezvous.personne_id:
        raise PasDeRelais
    rendezvous.relais = collegue
    rendezvous.save(update_fields=["relais"])
    messages.tell_relais(rendezvous)
    return rendezvous


@transaction.atomic
def accept_relais(*, rendezvous: RendezVous) -> RendezVous:
    """Give the appointment to the colleague. Raises PasDeRelais, PasAVenir; CreneauPris when they are taken by then."""
    rendezvous = lock(rendezvous)
    if rendezvous.statut != Statut.A_VENIR or rendezvous.passe:
        raise PasAVenir
    if rendezvous.relais is None:
        raise PasDeRelais
    if rendezvous.motif.collectif:
        raise CreneauPris
    replace(rendezvous, Moment(rendezvous.relais, rendezvous.debut, rendezvous.lieu), annonce=False)
    messages.tell_moved(rendezvous)
    return rendezvous


@transaction.atomic
def refuse_relais(*, rendezvous: RendezVous) -> RendezVous:
    """Keep the person first chosen, who is told. Raises PasDeRelais."""
    rendezvous = lock(rendezvous)
    if rendezvous.relais is None:
        raise PasDeRelais
    messages.tell_relais_refused(rendezvous)
    rendezvous.relais = None
    rendezvous.save(update_fields=["relais"])
    return rendezvous

"""What the clock does to a request that nobody answers: remind, ask the deputy, ask the CRIJ's desk."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ressources.models import PersonneRessource

from .. import courriers
from ..destinataires import of_guichet
from ..models import Demande
from ..mouvements import Mouvement
from ..vocabulaire import Auteur, Fait
from .commun import hold, note
from .professionnel import transmit_demande


@transaction.atomic
def remind(*, demande: Demande, rang: int) -> bool:
    """Remind who has the request, for the `rang`-th time (from 1); False when that was done already."""
    demande = hold(demande, Mouvement.RELANCER)
    if demande.relances >= rang:
        return False
    note(demande, Fait.RELANCE, Auteur.PORTAIL, relances=rang)
    depuis = demande.attend_depuis or timezone.now()  # open, it has one: the database sees to it
    courriers.tell_pro(
        demande,
        "demande_rappel",
        cle=f"rappel-{rang}-{depuis:%Y%m%d%H%M}",
        utile_jusqua=max(depuis + timedelta(days=settings.ECHANGES_CLOTURE_JOURS), timezone.now() + timedelta(days=1)),
    )
    return True


@transaction.atomic
def relay_to_deputy(*, demande: Demande, adjointe: PersonneRessource) -> None:
    """Hand the request to the deputy of who did not answer."""
    transmit_demande(demande=demande, collegue=adjointe, acteur=Auteur.PORTAIL)


@transaction.atomic
def relay_to_desk(*, demande: Demande) -> bool:
    """Have the CRIJ's desk look at it too; False when that was done already."""
    demande = hold(demande, Mouvement.RELAYER)
    if demande.relayee_le:
        return False
    note(demande, Fait.RELAYEE, Auteur.PORTAIL, relayee_le=timezone.now())
    rang = demande.evenements.filter(fait=Fait.RELAYEE).count()
    courriers.tell_pro(demande, "demande_guichet", cle=f"guichet-{rang}", a=of_guichet(demande.site))
    return True

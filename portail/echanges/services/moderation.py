"""An abusive request: a professional says so, a moderator decides."""

from django.db import transaction
from django.utils import timezone

from .. import courriers
from ..models import AbusDemande, Demande
from ..vocabulaire import Auteur, Fait, StatutAbus
from .cloture import anonymise_demande
from .commun import hold, note


@transaction.atomic
def report_abus(*, demande: Demande, motif: str, nom: str, par=None) -> AbusDemande:
    """Report the request to the moderators, once; their mail holds none of its words."""
    demande = hold(demande)
    abus, nouveau = AbusDemande.objects.get_or_create(
        demande=demande, defaults={"motif": motif, "signale_par": nom[:150]}
    )
    if nouveau:
        note(demande, Fait.SIGNALEE, Auteur.PROFESSIONNEL, par)
        courriers.tell_moderation(abus)
    return abus


@transaction.atomic
def settle_abus(*, abus: AbusDemande, fonde: bool, par) -> None:
    """Close the report; a founded one empties the request. Deciding twice changes nothing."""
    demande = hold(abus.demande)
    abus = AbusDemande.objects.get(pk=abus.pk)
    if abus.statut != StatutAbus.NOUVEAU:
        return
    abus.statut = StatutAbus.FONDE if fonde else StatutAbus.ECARTE
    abus.traite_par, abus.traite_le = par, timezone.now()
    abus.save(update_fields=["statut", "traite_par", "traite_le"])
    if fonde:
        anonymise_demande(demande=demande, acteur=Auteur.EQUIPE, par=par)

"""How a request ends: nobody answered, its author erases it, its time is over."""

from django.db import transaction
from django.utils import timezone

from .. import courriers
from ..delais import refresh_delai
from ..models import Demande
from ..mouvements import Mouvement
from ..vocabulaire import Auteur, Fait, Statut
from .commun import hold, note

RIEN = {"prenom": "", "telephone": "", "courriel": "", "montre_contact": False, "moments": [], "refus_motif": ""}


@transaction.atomic
def expire_demande(*, demande: Demande) -> None:
    """Close a request that nobody answered, with a kind word to both sides."""
    demande = hold(demande, Mouvement.EXPIRER)
    note(demande, Fait.EXPIREE, Auteur.PORTAIL, **_closed(Statut.EXPIREE))
    courriers.drop_for_pro(demande)
    courriers.tell_pro(demande, "demande_close", cle="close")
    courriers.tell_jeune(demande, "suivi_clos", cle="clos")
    refresh_delai(demande.cible)


@transaction.atomic
def erase_demande(*, demande: Demande) -> None:
    """Erase all that says who asked and what was written, at the person's demand; what was open is withdrawn."""
    demande = hold(demande)
    if demande.anonymisee_le:
        return
    attendue = demande.est_ouverte
    close = _closed(Statut.RETIREE) if demande.est_vivante else {}
    _empty(demande)
    note(demande, Fait.EFFACEE, Auteur.JEUNE, **RIEN, **close, anonymisee_le=timezone.now())
    if attendue:
        courriers.tell_pro(demande, "demande_retiree", cle="effacee")


@transaction.atomic
def anonymise_demande(*, demande: Demande, acteur: Auteur = Auteur.PORTAIL, par=None) -> None:
    """Keep of a request only what figures need: its states, dates and target."""
    demande = hold(demande)
    if demande.anonymisee_le:
        return
    close = _closed(Statut.EXPIREE) if demande.est_ouverte else {}
    _empty(demande)
    note(demande, Fait.ANONYMISEE, acteur, par, **RIEN, **close, anonymisee_le=timezone.now())


def _closed(statut: Statut) -> dict:
    return {"statut": statut, "attend_depuis": None, "close_le": timezone.now()}


def _empty(demande: Demande) -> None:
    """Empty what was written, here and in the outbox; who read it goes too."""
    demande.messages.update(texte="", nom="")
    demande.lectures.all().delete()
    abus = getattr(demande, "abus", None)
    if abus is not None:
        abus.motif = abus.signale_par = ""
        abus.save(update_fields=["motif", "signale_par"])
    courriers.forget(demande)

"""What a professional does, from the link of a mail or from their space: read, answer, hand over, show another door."""

from django.db import transaction
from django.utils import timezone

from portail.espace.journal import note_lecture
from portail.espace.models import Moyen
from ressources.models import PersonneRessource, Structure

from .. import courriers
from ..delais import refresh_delai
from ..destinataires import Destinataire, of_fiche
from ..models import Demande, MessageDemande
from ..mouvements import Mouvement, allows
from ..vocabulaire import Auteur, Fait, Statut
from .commun import hold, note

DIX_MINUTES = 600  # seconds between two new links


@transaction.atomic
def read_demande(*, demande: Demande, lecteur: str, moyen: Moyen, par=None) -> Demande:
    """Mark the request as read, the first time, and keep who read it, each time."""
    demande = hold(demande)
    note_lecture(objet=demande.objet, utilisateur=par, lecteur=lecteur, moyen=moyen)
    if allows(demande.statut, Mouvement.LIRE):
        lue_le = demande.lue_le or timezone.now()
        note(demande, Fait.LUE, Auteur.PROFESSIONNEL, par, statut=Statut.LUE, lue_le=lue_le)
    return demande


@transaction.atomic
def answer_demande(
    *, demande: Demande, texte: str, nom: str, cle: str | None = None, rendezvous: bool = False, par=None
) -> bool:
    """Write an answer; the clock stops. `rendezvous` says that it proposes one. False when it was sent already."""
    demande = hold(demande, Mouvement.REPONDRE)
    if cle and demande.messages.filter(cle=cle).exists():
        return False
    message = MessageDemande.objects.create(
        demande=demande, auteur=Auteur.PROFESSIONNEL, nom=nom[:150], texte=texte, cle=cle
    )
    maintenant = timezone.now()
    changes = {
        "statut": Statut.REPONDUE,
        "attend_depuis": None,
        "lue_le": demande.lue_le or maintenant,
        "repondue_le": demande.repondue_le or maintenant,
    }
    note(demande, Fait.REPONSE, Auteur.PROFESSIONNEL, par, **changes)
    if rendezvous:
        note(demande, Fait.RENDEZVOUS, Auteur.PROFESSIONNEL, par, rdv_propose_le=maintenant)
    courriers.drop_for_pro(demande)
    courriers.tell_jeune(demande, "suivi_reponse", cle=f"reponse-{message.pk}")
    refresh_delai(demande.cible)
    return True


@transaction.atomic
def refuse_demande(
    *, demande: Demande, motif: str, porte: PersonneRessource | Structure | None, nom: str, mot: str = "", par=None
) -> None:
    """Say that it is not for here. `motif` stays between professionals; the person gets `mot`, if any, and the door."""
    demande = hold(demande, Mouvement.REFUSER)
    if mot:
        MessageDemande.objects.create(demande=demande, auteur=Auteur.PROFESSIONNEL, nom=nom[:150], texte=mot)
    maintenant = timezone.now()
    note(
        demande,
        Fait.REFUSEE,
        Auteur.PROFESSIONNEL,
        par,
        statut=Statut.REFUSEE,
        attend_depuis=None,
        lue_le=demande.lue_le or maintenant,
        close_le=maintenant,
        refus_motif=motif,
        porte_personne=porte if isinstance(porte, PersonneRessource) else None,
        porte_structure=porte if isinstance(porte, Structure) else None,
    )
    courriers.drop_for_pro(demande)
    courriers.tell_jeune(demande, "suivi_refus", cle="refus")
    refresh_delai(demande.cible)


@transaction.atomic
def transmit_demande(*, demande: Demande, collegue: PersonneRessource, par=None, acteur=Auteur.PROFESSIONNEL) -> None:
    """Hand the request to a colleague, who is told; the clock goes on."""
    demande = hold(demande, Mouvement.TRANSMETTRE)
    courriers.drop_for_pro(demande)
    note(demande, Fait.TRANSMISE, acteur, par, transmise_a=collegue, transmise_le=timezone.now())
    rang = demande.evenements.filter(fait=Fait.TRANSMISE).count()
    courriers.tell_pro(demande, "demande_transmise", cle=f"transmise-{rang}", a=of_fiche(collegue))


@transaction.atomic
def renew_lien(*, demande: Demande, destinataire: Destinataire) -> bool:
    """Send a new link to the registered address, to it alone; once in ten minutes. False when there is no address."""
    moment = int(timezone.now().timestamp()) // DIX_MINUTES
    courriers.tell_pro(demande, "demande_lien", cle=f"lien-{moment}", a=destinataire)
    return bool(destinataire.adresses)

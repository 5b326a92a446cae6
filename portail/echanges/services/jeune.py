"""What the young person does: send, write again, withdraw."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Site

from ressources.fiches.contexte import reachable_deputy
from ressources.models import PersonneRessource, Structure

from .. import courriers, liens
from ..models import Demande, MessageDemande
from ..models.demande import make_reference
from ..mouvements import Mouvement
from ..vocabulaire import Auteur, Fait, Statut
from .commun import hold, note

TIRAGES = 5  # of a reference whose code is free: among 10⁶ requests, one drawing in 850,000 meets a taken one


@transaction.atomic
def send_demande(
    *,
    site: Site,
    cible: PersonneRessource | Structure,
    cle: str,
    message: str,
    a_propos: str = "",
    a_propos_url: str = "",
    **donnees: Any,
) -> tuple[Demande, bool]:
    """Write a request down and tell whom it is for. Return it, and whether it is new.

    `cle` names the form that was filled: sent twice, even by two processes at once, it is one request. `donnees` are
    the fields that the person filled. To somebody announced absent it goes to the deputy at once.
    """
    if deja := Demande.objects.filter(cle=cle).first():
        return deja, False
    personne = cible if isinstance(cible, PersonneRessource) else None
    reference = draw_reference()
    demande = Demande(
        site=site,
        cle=cle,
        personne=personne,
        structure=personne.structure if personne else cible,
        nom_cible=str(cible)[:150],
        a_propos=a_propos[:150],
        a_propos_url=a_propos_url[:300],
        reference=reference,
        empreinte_code=liens.digest_code(liens.make_code(reference)),
        **donnees,
    )
    try:
        with transaction.atomic():
            demande.save(force_insert=True)
    except IntegrityError:  # another process has just written it
        deja = Demande.objects.filter(cle=cle).first()
        if deja is None:
            raise
        return deja, False
    MessageDemande.objects.create(demande=demande, auteur=Auteur.JEUNE, nom=demande.prenom, texte=message)
    note(demande, Fait.ENVOYEE, Auteur.JEUNE)
    _hand_over_when_absent(demande)
    courriers.tell_pro(demande, "demande_recue", cle="recue")
    courriers.tell_jeune(demande, "suivi_envoye", cle="suivi")
    return demande, True


def draw_reference() -> str:
    """Return a reference whose code nobody has."""
    for _tirage in range(TIRAGES):
        reference = make_reference()
        if not Demande.objects.filter(empreinte_code=liens.digest_code(liens.make_code(reference))).exists():
            return reference
    raise RuntimeError("No free follow-up code was drawn.")


def _hand_over_when_absent(demande: Demande) -> None:
    personne = demande.personne
    if personne is None or not personne.is_absent(timezone.localdate()):
        return
    if adjointe := reachable_deputy(personne):
        note(demande, Fait.TRANSMISE, Auteur.PORTAIL, transmise_a=adjointe, transmise_le=timezone.now())


@transaction.atomic
def write_again(*, demande: Demande, texte: str, cle: str | None = None) -> bool:
    """Add the person's words; an answered request waits for an answer anew. False when the form was sent already."""
    demande = hold(demande, Mouvement.ECRIRE)
    if cle and demande.messages.filter(cle=cle).exists():
        return False
    message = MessageDemande.objects.create(
        demande=demande, auteur=Auteur.JEUNE, nom=demande.prenom, texte=texte, cle=cle
    )
    reprise = {}
    if demande.statut == Statut.REPONDUE:
        reprise = {"statut": Statut.ENVOYEE, "attend_depuis": timezone.now(), "relances": 0, "relayee_le": None}
    note(demande, Fait.MESSAGE, Auteur.JEUNE, **reprise)
    courriers.tell_pro(demande, "demande_message", cle=f"message-{message.pk}")
    return True


@transaction.atomic
def withdraw_demande(*, demande: Demande) -> None:
    """Take the request back: nobody needs to answer any more."""
    demande = hold(demande, Mouvement.RETIRER)
    note(demande, Fait.RETIREE, Auteur.JEUNE, statut=Statut.RETIREE, attend_depuis=None, close_le=timezone.now())
    courriers.drop_for_pro(demande)
    courriers.tell_pro(demande, "demande_retiree", cle="retiree")

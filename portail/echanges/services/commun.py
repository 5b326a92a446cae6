"""What every service does: hold the request, ask whether the move is allowed, write down what happened."""

from django.utils import timezone

from ..models import Demande, EvenementDemande
from ..mouvements import Mouvement, require
from ..vocabulaire import Auteur, Fait


def hold(demande: Demande, mouvement: Mouvement | None = None) -> Demande:
    """Return the request as the database has it, held until the end of the transaction.

    Raises MouvementInterdit when its state does not allow the move. SQLite's transactions are held whole (IMMEDIATE).
    """
    tenue = Demande.objects.select_for_update(of=("self",)).with_entries().get(pk=demande.pk)
    if mouvement is not None:
        require(tenue.statut, mouvement)
    return tenue


def note(demande: Demande, fait: Fait, acteur: Auteur, par=None, **changes) -> None:
    """Write down a fact, and the changes of the request that it brings."""
    maintenant = timezone.now()
    EvenementDemande.objects.create(demande=demande, fait=fait, acteur=acteur, par=par, quand=maintenant)
    for champ, valeur in changes.items():
        setattr(demande, champ, valeur)
    demande.activite_le = maintenant
    demande.save(update_fields=[*changes, "activite_le"])

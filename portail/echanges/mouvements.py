"""Which move a request allows from which state. Services ask here first, and refuse by name."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .vocabulaire import OUVERTS, Statut


class Mouvement(TextChoices):
    LIRE = "lire", gettext_lazy("la marquer comme lue")
    REPONDRE = "repondre", gettext_lazy("y répondre")
    REFUSER = "refuser", gettext_lazy("l’orienter ailleurs")
    TRANSMETTRE = "transmettre", gettext_lazy("la transmettre")
    RELANCER = "relancer", gettext_lazy("envoyer un rappel")
    RELAYER = "relayer", gettext_lazy("la confier au guichet")
    ECRIRE = "ecrire", gettext_lazy("y ajouter un message")
    RETIRER = "retirer", gettext_lazy("la retirer")
    EXPIRER = "expirer", gettext_lazy("la clore sans réponse")


VIVANTS = (*OUVERTS, Statut.REPONDUE)
DEPUIS: dict[Mouvement, tuple[Statut, ...]] = {
    Mouvement.LIRE: (Statut.ENVOYEE,),
    Mouvement.REPONDRE: VIVANTS,
    Mouvement.REFUSER: OUVERTS,
    Mouvement.TRANSMETTRE: OUVERTS,
    Mouvement.RELANCER: OUVERTS,
    Mouvement.RELAYER: OUVERTS,
    Mouvement.ECRIRE: VIVANTS,
    Mouvement.RETIRER: VIVANTS,
    Mouvement.EXPIRER: OUVERTS,
}


class MouvementInterdit(Exception):
    """The request is not in a state that allows the move; the message says so in French to whoever asked."""

    def __init__(self, mouvement: Mouvement, statut: str):
        self.mouvement, self.statut = mouvement, Statut(statut)
        super().__init__(
            _("Cette demande est « %(statut)s » : on ne peut plus %(mouvement)s.")
            % {"statut": self.statut.label.lower(), "mouvement": mouvement.label}
        )


def allows(statut: str, mouvement: Mouvement) -> bool:
    return Statut(statut) in DEPUIS[mouvement]


def require(statut: str, mouvement: Mouvement) -> None:
    """Raise MouvementInterdit unless the state allows the move."""
    if not allows(statut, mouvement):
        raise MouvementInterdit(mouvement, statut)

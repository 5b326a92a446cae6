"""What the lists say of themselves as they ship, which editors may change."""

from django.utils.translation import gettext_lazy as _

from portail.cms.entetes import register_entete

LISTE, LABORATOIRE, MES_DROITS = "dispositifs", "dispositifs-laboratoire", "mes-droits"


def register_entetes() -> None:
    """Let editors change them."""
    register_entete(
        LISTE,
        libelle=_("Aides et programmes"),
        titre=_("Aides et programmes"),
        chapeau=_(
            "Ce qui existe pour les 13–30 ans : de l’argent, un toit, une formation, un permis, "
            "quelqu’un qui t’accompagne."
        ),
    )
    register_entete(
        LABORATOIRE,
        libelle=_("Programmes du laboratoire"),
        titre=_("Les programmes du laboratoire"),
        chapeau=_(
            "En 2010, l’État a ouvert à Lille un laboratoire pour la jeunesse. Voici ce qui y a été essayé : par qui, "
            "pour qui, où, et avec combien de jeunes."
        ),
    )
    register_entete(
        MES_DROITS,
        libelle=_("Mes droits"),
        titre=_("Ce à quoi tu as droit"),
        chapeau=_(
            "Cinq questions, une minute, sans compte. Réponds à ce que tu veux : "
            "chaque réponse rend la liste plus juste."
        ),
    )

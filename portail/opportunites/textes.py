"""What the lists say of themselves as they ship: a title and two sentences, which editors may change."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portail.cms.entetes import EnTete, read_entete, register_entete

from .vocabulaire import Famille

TITRES = {
    "": _("Ce que tu peux faire, et jusqu’à quand"),
    Famille.MOBILITE: _("Partir à l’étranger"),
    Famille.LOGEMENT: _("Un guichet pour trouver ton logement"),
    Famille.ALTERNANCE: _("Apprendre un métier en alternance"),
    Famille.ENGAGEMENT: _("Donner de ton temps, et apprendre"),
    Famille.EVENEMENT: _("Ateliers, forums, portes ouvertes"),
}
CHAPEAUX = {
    "": _(
        "Partir, te loger, apprendre un métier, t’engager, rencontrer : des offres vérifiées, avec leur date limite."
    ),
    Famille.MOBILITE: _(
        "Quelques semaines ou un an, avec ou sans diplôme. Le voyage et le logement sont presque toujours payés, "
        "et quelqu’un prépare le départ avec toi."
    ),
    Famille.LOGEMENT: _(
        "Un seul endroit pour parler de tout : logement social, propriétaire privé, aides, hébergement d’urgence. "
        "Dis où tu habites : on te montre le guichet de ta commune."
    ),
    Famille.ALTERNANCE: _(
        "Tu apprends moitié à l’école, moitié en entreprise, et tu es payé. On te dit en combien de jours l’employeur "
        "promet de répondre."
    ),
    Famille.ENGAGEMENT: _(
        "Service civique, bénévolat, projet à toi : une mission utile, sans diplôme, souvent avec une indemnité."
    ),
    Famille.EVENEMENT: _("Des rendez-vous près de chez toi pour poser tes questions et rencontrer du monde."),
}


def register_entetes() -> None:
    """Let editors change them."""
    for famille, titre in TITRES.items():
        libelle = Famille(famille).label if famille else _("Opportunités : toutes")
        register_entete(_code(famille), libelle=libelle, titre=titre, chapeau=CHAPEAUX[famille])


def entete_of(famille: str, site: Any) -> EnTete:
    """Return what the list of a family, "" for all, says on a site."""
    return read_entete(_code(famille), site)


def _code(famille: str) -> str:
    return f"opportunites-{famille}" if famille else "opportunites"

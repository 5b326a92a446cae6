"""How often one may write: per contact, per person written to, per network. What is refused loses no word."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ressources.limites import Limite, network_of
from ressources.robots import ENVOIS_DU_RESEAU, Preuve

from .forms import EcrireForm


def refusal(request: HttpRequest, form: EcrireForm, cible) -> str:
    """Count one sending; return why it cannot leave now, "" when it may.

    A network is asked for more work (`robots`) long before it is refused: a school has one address for everybody.
    """
    donnees, reseau = form.cleaned_data, network_of(request)
    ENVOIS_DU_RESEAU.allows(reseau)
    du_reseau = settings.ECHANGES_PAR_RESEAU
    if form.preuve == Preuve.QUESTION:
        du_reseau = settings.ECHANGES_PAR_RESEAU_SANS_SCRIPT
    if not Limite(f"echanges.reseau.{form.preuve}", du_reseau).allows(reseau):
        return _("Beaucoup de messages sont partis de cette connexion. Garde cette page et réessaie dans une heure.")
    contact = donnees["courriel"].lower() or donnees["telephone"]
    if not Limite("echanges.contact", settings.ECHANGES_PAR_CONTACT).allows(contact):
        return _("Tu as déjà envoyé plusieurs messages. Garde cette page et réessaie dans une heure.")
    destinataire = f"{cible._meta.model_name}.{cible.pk}"
    if not Limite("echanges.destinataire", settings.ECHANGES_PAR_DESTINATAIRE).allows(destinataire):
        return _(
            "Cette personne reçoit beaucoup de messages en ce moment. Garde cette page et réessaie dans une heure."
        )
    return ""

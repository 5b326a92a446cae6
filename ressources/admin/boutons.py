"""Buttons of the guide in the lists and on the forms."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from .a_relire import MODELES


def listing_buttons(fiche, user, next_url=None):
    """Yield the actions on one entry of a list."""
    if not isinstance(fiche, MODELES):
        return
    politique = policy_registry.get_by_type(type(fiche))
    args = [fiche._meta.model_name, fiche.pk]
    suite = "?" + urlencode({"next": next_url}) if next_url else ""
    if politique.user_has_permission_for_instance(user, "change", fiche):
        url = reverse("ressources_admin:verifier", args=args) + suite
        yield Button(_("Marquer comme vérifiée"), url, icon_name="check", priority=5)
    if fiche.live:
        yield Button(_("Voir la page"), fiche.get_absolute_url(), icon_name="view", priority=15)
    if hasattr(fiche, "opposition") and politique.user_has_permission_for_instance(user, "publish", fiche):
        libelle = _("Lever l’opposition") if fiche.opposition else _("Enregistrer une opposition")
        yield Button(libelle, reverse("ressources_admin:opposition", args=args), icon_name="no-view", priority=90)

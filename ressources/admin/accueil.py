"""The guide on the admin's first page: what awaits."""

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from ..models import Signalement
from .a_relire import MODELES


class GuidePanel(Component):
    """Counts of the two worklists, for whoever may act upon them."""

    name = "guide"
    template_name = "ressources/admin/accueil.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        dues = {modele._meta.verbose_name_plural: self.count_due(modele, user) for modele in MODELES}
        signale = policy_registry.get_by_type(Signalement).user_has_permission(user, "change")
        return {
            "dues": {nom: nombre for nom, nombre in dues.items() if nombre},
            "a_relire_url": reverse("ressources_admin:a_relire"),
            "signalements": Signalement.objects.open().count() if signale else 0,
            "signalements_url": reverse("wagtailsnippets_ressources_signalement:list"),
        }

    @staticmethod
    def count_due(modele, user) -> int:
        fiches = policy_registry.get_by_type(modele).instances_user_has_permission_for(user, "change")
        return fiches.filter(pk__in=modele.objects.due_for_review().values("pk")).count()

"""Who may do what in the guide: the three groups, and the policy that keeps professionals to their structures."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

EDITEURS = "Éditeurs"
MODERATEURS = "Modérateurs"
PROFESSIONNELS = "Professionnels"

FICHES = ("structure", "personneressource", "permanence")
ACTIONS_RATTACHEES = {"change", "view"}


def structures_of(utilisateur) -> frozenset[int]:
    """Return the ids of the structures the account works for, read once per account object."""
    if not utilisateur.is_active or utilisateur.is_anonymous:
        return frozenset()
    if not hasattr(utilisateur, "_structures_rattachees"):
        utilisateur._structures_rattachees = frozenset(utilisateur.rattachements.values_list("structure_id", flat=True))
    return utilisateur._structures_rattachees


class PolitiqueFiche(ModelPermissionPolicy):
    """Django's permissions for the team; besides, an account may change the entries of its structures, and no other.

    Such an account writes drafts and submits them; publishing stays with the team.
    """

    def user_has_permission(self, user, action):
        return self.has_everywhere(user, action) or (action in ACTIONS_RATTACHEES and bool(structures_of(user)))

    def user_has_permission_for_instance(self, user, action, instance):
        if self.has_everywhere(user, action):
            return True
        return action in ACTIONS_RATTACHEES and self.works_for(user, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        fiches = self.model._default_manager.all()
        if any(self.has_everywhere(user, action) for action in actions):
            return fiches
        if ACTIONS_RATTACHEES.isdisjoint(actions) or not structures_of(user):
            return fiches.none()
        return fiches.filter(pk__in=fiches.editable_by(user).values("pk"))

    def users_with_any_permission(self, actions):
        equipe = super().users_with_any_permission(actions)
        if ACTIONS_RATTACHEES.isdisjoint(actions):
            return equipe
        comptes = get_user_model().objects.filter(is_active=True)
        return comptes.filter(Q(pk__in=equipe.values("pk")) | Q(rattachements__isnull=False)).distinct()

    def has_everywhere(self, user, action) -> bool:
        return super().user_has_permission(user, action)

    def works_for(self, user, instance) -> bool:
        """Tell whether the entry, as it is in the database, belongs to a structure of the account."""
        if instance.pk is None or not structures_of(user):
            return False
        return self.model._default_manager.editable_by(user).filter(pk=instance.pk).exists()


def register_policies() -> None:
    """Have Wagtail ask `PolitiqueFiche` about the entries; called once, before anything asks for a policy."""
    for nom in FICHES:
        modele = apps.get_model("ressources", nom)
        register_permission_policy(modele, PolitiqueFiche(modele))

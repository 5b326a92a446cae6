"""Views of an entry: those of Wagtail, with what the guide adds."""

from functools import wraps

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import EditView

from ..services import protect_champs

TOUTE_ACTION = {"add", "change", "delete", "view", "publish", "lock", "unlock"}


class FicheEditView(EditView):
    """Remembers which fields of an imported entry were corrected by hand, so that imports leave them alone."""

    def save_instance(self):
        instance = super().save_instance()
        actuelle = self.model._default_manager.get(pk=instance.pk)
        protect_champs(fiche=actuelle, champs=self.form.changed_names())
        instance.champs_proteges = actuelle.champs_proteges
        return instance


def guard_instance(vue, modele):
    """Let in only those who may do something with the very entry the address names.

    Several of Wagtail's views (history, comparison, usage, workflow) ask for a permission over the model alone.
    """

    @wraps(vue)
    def guarded(request, *args, **kwargs):
        if "pk" in kwargs:
            fiche = find(modele, kwargs["pk"])
            politique = policy_registry.get_by_type(modele)
            if not (
                politique.user_has_any_permission_for_instance(request.user, TOUTE_ACTION, fiche)
                or may_review(request.user, fiche)
            ):
                raise PermissionDenied
        return vue(request, *args, **kwargs)

    return guarded


def find(modele, pk: str):
    """Return the entry, or raise Http404 for an unknown or senseless key."""
    try:
        return modele._default_manager.get(pk=unquote(str(pk)))
    except (modele.DoesNotExist, ValueError, ValidationError) as erreur:
        raise Http404 from erreur


def may_review(utilisateur, fiche) -> bool:
    """Tell whether the entry awaits this account's approval."""
    tache = getattr(fiche, "current_workflow_task", None)
    return bool(tache and tache.user_can_access_editor(fiche, utilisateur))

"""What the team may do with the dispositifs, and the workflow their drafts go through."""

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions
from wagtail.models import Workflow, WorkflowContentType
from wagtail.snippets.models import create_extra_permissions

from ressources.groupes import RELECTURE, ensure_groups
from ressources.permissions import EDITEURS, MODERATEURS

RIGHTS = {
    EDITEURS: ("add", "change", "view", "publish", "lock"),
    MODERATEURS: ("add", "change", "delete", "view", "publish", "lock", "unlock"),
}


def ensure_rights(sender, apps=registry, using="default", **kwargs) -> None:
    """Give each group its rights once, when it has none of these yet: a site may change them afterwards.

    Connected to `post_migrate`; the groups and the workflow themselves are the guide's.
    """
    ensure_groups(sender, using=using)
    create_permissions(registry.get_app_config("dispositifs"), verbosity=0, using=using)
    create_extra_permissions(registry.get_app_config("wagtailsnippets"), using=using)  # publish, lock, unlock
    permissions = (
        registry.get_model("auth", "Permission")
        .objects.using(using)
        .filter(content_type__app_label="dispositifs", content_type__model="dispositif")
    )
    for group in registry.get_model("auth", "Group").objects.using(using).filter(name__in=RIGHTS):
        if not group.permissions.filter(content_type__app_label="dispositifs").exists():
            codes = [f"{action}_dispositif" for action in RIGHTS[group.name]]
            group.permissions.add(*permissions.filter(codename__in=codes))
            _assign_workflow(using)


def _assign_workflow(using: str) -> None:
    """Have drafts go through the guide's approval, where it stands."""
    workflow = Workflow.objects.using(using).filter(name=RELECTURE).first()
    kind = registry.get_model("contenttypes", "ContentType").objects.db_manager(using)
    if workflow:
        WorkflowContentType.objects.using(using).get_or_create(
            content_type=kind.get_for_model(registry.get_model("dispositifs", "Dispositif"), for_concrete_model=False),
            defaults={"workflow": workflow},
        )

"""Who may do what with opportunities: the guide's groups and its workflow, and a professional for their structure."""

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions
from wagtail.models import Workflow, WorkflowContentType
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import create_extra_permissions

from ressources.groupes import RELECTURE, ensure_groups
from ressources.permissions import EDITEURS, MODERATEURS, PolitiqueFiche

APP = "opportunites"
DROITS = {
    EDITEURS: ("add", "change", "view", "publish", "lock"),
    MODERATEURS: ("add", "change", "delete", "view", "publish", "lock", "unlock"),
}


def register_policies() -> None:
    """Have Wagtail ask `PolitiqueFiche` about opportunities, of a family or not."""
    for modele in registry.get_app_config(APP).get_models():
        if hasattr(modele, "famille_du_modele"):
            register_permission_policy(modele, PolitiqueFiche(modele))


def ensure_rights(sender, apps=registry, using="default", **kwargs) -> None:
    """Give each group its rights once, when it has none of these yet: a site may change them afterwards.

    Connected to `post_migrate`; the groups and the workflow are the guide's.
    """
    ensure_groups(sender, apps=apps, using=using)
    create_permissions(registry.get_app_config(APP), verbosity=0, using=using)
    create_extra_permissions(registry.get_app_config("wagtailsnippets"), using=using)  # publish, lock, unlock
    modeles = [modele for modele in sender.get_models() if getattr(modele, "famille_du_modele", "")]
    permissions = registry.get_model("auth", "Permission").objects.using(using).filter(content_type__app_label=APP)
    for groupe in registry.get_model("auth", "Group").objects.using(using).filter(name__in=DROITS):
        if not groupe.permissions.filter(content_type__app_label=APP).exists():
            codes = [f"{droit}_{modele._meta.model_name}" for droit in DROITS[groupe.name] for modele in modeles]
            groupe.permissions.add(*permissions.filter(codename__in=codes))
    circuit = Workflow.objects.using(using).filter(name=RELECTURE).first()
    types = registry.get_model("contenttypes", "ContentType").objects.db_manager(using)
    for modele in modeles if circuit else ():
        nature = types.get_for_model(modele, for_concrete_model=False)
        WorkflowContentType.objects.using(using).get_or_create(content_type=nature, defaults={"workflow": circuit})

"""The groups of the guide and its workflow, made once after the migrations; a site may change them afterwards."""

from django.apps import apps as registre
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask
from wagtail.snippets.models import create_extra_permissions

from .permissions import EDITEURS, FICHES, MODERATEURS, PROFESSIONNELS

OUTILS = ("thematique", "signalement", "rattachement")
RELECTURE = "Relecture du guide"

DROITS = {
    EDITEURS: {
        **dict.fromkeys(FICHES, ("add", "change", "view", "publish", "lock")),
        "thematique": ("view",),
        "signalement": ("change", "view"),
        "zone": ("add", "change", "view"),
    },
    MODERATEURS: {
        **dict.fromkeys(FICHES, ("add", "change", "delete", "view", "publish", "lock", "unlock")),
        **dict.fromkeys(OUTILS, ("add", "change", "delete", "view")),
        "zone": ("add", "change", "delete", "view"),
    },
    PROFESSIONNELS: {},
}


def ensure_groups(sender, using="default", **kwargs) -> None:
    """Make the missing groups with their permissions, and the workflow; leave those that stand as they are.

    Connected to `post_migrate`: permissions are rows that Django and Wagtail write at that moment, maybe after us.
    """
    for app in ("geo", "ressources", "wagtailadmin"):
        create_permissions(registre.get_app_config(app), verbosity=0, using=using)
    create_extra_permissions(registre.get_app_config("wagtailsnippets"), using=using)  # publish, lock, unlock
    groupes = Group.objects.using(using)
    for nom, droits in DROITS.items():
        groupe, nouveau = groupes.get_or_create(name=nom)
        if nouveau:
            groupe.permissions.set(find_permissions(droits, using))
    ensure_workflow(using)


def find_permissions(droits: dict[str, tuple[str, ...]], using: str) -> list:
    """Return the rows of these rights, and that of entering the admin."""
    permissions = Permission.objects.using(using)
    codes = [f"{action}_{modele}" for modele, actions in droits.items() for action in actions]
    trouvees = permissions.filter(content_type__app_label__in=("geo", "ressources"), codename__in=codes)
    entree = permissions.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    return [*trouvees, *entree]


def ensure_workflow(using: str) -> None:
    """Have what professionals submit approved by the moderators."""
    if Workflow.objects.using(using).filter(name=RELECTURE).exists():
        return
    etape = GroupApprovalTask.objects.using(using).create(name=RELECTURE)
    etape.groups.set(Group.objects.using(using).filter(name=MODERATEURS))
    circuit = Workflow.objects.using(using).create(name=RELECTURE)
    WorkflowTask.objects.using(using).create(workflow=circuit, task=etape, sort_order=0)
    for nom in FICHES:
        modele = registre.get_model("ressources", nom)
        nature = ContentType.objects.db_manager(using).get_for_model(modele, for_concrete_model=False)
        WorkflowContentType.objects.using(using).update_or_create(content_type=nature, defaults={"workflow": circuit})

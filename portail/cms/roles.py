"""What the team may do with the site's settings, menus and redirects, and the French name of the pages' workflow."""

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions

from ressources.groupes import ensure_groups
from ressources.permissions import EDITEURS, MODERATEURS

OURS = ("cms", "wagtailredirects")
RIGHTS = {
    EDITEURS: ("add_redirect", "change_redirect", "view_redirect"),
    MODERATEURS: (
        "change_menus",
        "change_reglagessite",
        "change_tetesdelistes",
        *(f"{action}_redirect" for action in ("add", "change", "delete", "view")),
    ),
}
# The words of the search: those of danger are for moderators.
WORDS_RIGHTS = {
    EDITEURS: tuple(
        f"{action}_{name}" for name in ("synonymes", "miseenavant") for action in ("add", "change", "view")
    ),
    MODERATEURS: tuple(
        f"{action}_{name}"
        for name in ("synonymes", "miseenavant", "moturgence")
        for action in ("add", "change", "delete", "view")
    ),
}
WAGTAIL_WORKFLOW, WORKFLOW = "Moderators approval", "Relecture"


def ensure_rights(sender, apps=registry, using="default", **kwargs) -> None:
    """Give each group its rights once, when it has none of these yet: a site may change them afterwards.

    Connected to `post_migrate`; the groups themselves are the guide's.
    """
    ensure_groups(sender, apps=apps, using=using)
    give_rights(OURS, RIGHTS, using=using)
    give_rights(("cms",), {MODERATEURS: ("change_tetesdelistes",)}, using=using, model="tetesdelistes")
    give_rights(("search",), WORDS_RIGHTS, using=using)
    for model in ("Workflow", "Task"):
        registry.get_model("wagtailcore", model).objects.using(using).filter(name=WAGTAIL_WORKFLOW).update(
            name=WORKFLOW
        )


def give_rights(
    labels: tuple[str, ...], rights: dict[str, tuple[str, ...]], *, using: str, model: str | None = None
) -> None:
    """Give groups their rights (codenames) over these applications; a group that has some already keeps its own.

    `model` narrows this to one model, for one that came after the others of its application.
    """
    for label in labels:
        create_permissions(registry.get_app_config(label), verbosity=0, using=using)
    permissions = (
        registry.get_model("auth", "Permission").objects.using(using).filter(content_type__app_label__in=labels)
    )
    if model:
        permissions = permissions.filter(content_type__model=model)
    for group in registry.get_model("auth", "Group").objects.using(using).filter(name__in=rights):
        if not group.permissions.filter(pk__in=permissions.values("pk")).exists():
            group.permissions.add(*permissions.filter(codename__in=rights[group.name]))

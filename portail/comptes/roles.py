"""The roles of the portal, as Wagtail groups, and what each may do in the administration.

Data, applied by `manage.py sync_roles` at installation and at each upgrade: permissions are added, never taken back, so
that what an administrator grants by hand in Wagtail stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission

ADMIN_ACCESS = "wagtailadmin.access_admin"
WRITE = ("add", "change")
MODERATE = (*WRITE, "publish", "lock", "unlock", "delete")
DIRECTORY = ("structure", "personneressource", "permanence")
REPORTS = ("verification", "signalement")


@dataclass(frozen=True)
class Role:
    """A group; `formerly` is the English name that Wagtail's own migrations gave it."""

    key: str
    group: str
    formerly: str = ""
    grants: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()  # (application, models, actions)
    permissions: tuple[str, ...] = ()

    def codenames(self) -> Iterator[tuple[str, str]]:
        """Yield (application, codename) of every permission; one that no model has (publish, lock) is passed over."""
        for name in self.permissions:
            application, _, codename = name.partition(".")
            yield application, codename
        for application, models, actions in self.grants:
            yield from ((application, f"{action}_{model}") for model in models for action in actions)


EDITEUR = Role(
    "editeur",
    "Éditeurs",
    formerly="Editors",
    grants=(("ressources", DIRECTORY, WRITE), ("ressources", REPORTS, (*WRITE, "view"))),
    permissions=(ADMIN_ACCESS,),
)
MODERATEUR = Role(
    "moderateur",
    "Modérateurs",
    formerly="Moderators",
    grants=(
        ("ressources", DIRECTORY, MODERATE),
        ("ressources", REPORTS, (*WRITE, "view", "delete")),
        ("ressources", ("thematique",), (*WRITE, "delete")),
    ),
    permissions=(ADMIN_ACCESS,),
)
PROFESSIONNEL = Role("professionnel", "Professionnels")  # their space is their own, outside Wagtail's administration
ROLES = (EDITEUR, MODERATEUR, PROFESSIONNEL)


def sync_roles() -> None:
    """Create the groups that are missing and grant each its permissions; idempotent."""
    for role in ROLES:
        if role.formerly and not Group.objects.filter(name=role.group).exists():
            Group.objects.filter(name=role.formerly).update(name=role.group)
        group, _created = Group.objects.get_or_create(name=role.group)
        wanted = set(role.codenames())
        known = Permission.objects.filter(content_type__app_label__in={application for application, _ in wanted})
        group.permissions.add(
            *(
                permission
                for permission in known.select_related("content_type")
                if (permission.content_type.app_label, permission.codename) in wanted
            )
        )

"""Who sees the journal of readings: moderators."""

from portail.cms.roles import give_rights
from ressources.groupes import ensure_groups
from ressources.permissions import MODERATEURS


def ensure_rights(sender, using="default", **kwargs) -> None:
    """Give them their right once; connected to `post_migrate`."""
    ensure_groups(sender, using=using)
    give_rights(("espace",), {MODERATEURS: ("view_lecture",)}, using=using)

"""Who sees the messages: they name people, so moderators alone."""

from portail.cms.roles import give_rights
from ressources.groupes import ensure_groups
from ressources.permissions import MODERATEURS

RIGHTS: dict[str, tuple[str, ...]] = {MODERATEURS: ("view_message", "change_message")}
STOP_RIGHTS: dict[str, tuple[str, ...]] = {MODERATEURS: ("view_opposition", "add_opposition", "delete_opposition")}


def ensure_rights(sender, using="default", **kwargs) -> None:
    """Give them their rights once; connected to `post_migrate`."""
    ensure_groups(sender, using=using)
    give_rights(("notifications",), RIGHTS, using=using, model="message")
    give_rights(("notifications",), STOP_RIGHTS, using=using, model="opposition")

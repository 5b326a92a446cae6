"""What the team may do: editors hold the reasons, moderators see the appointments too. Nobody edits an appointment."""

from portail.cms.roles import give_rights
from ressources.groupes import ensure_groups
from ressources.permissions import EDITEURS, MODERATEURS

VACANCES = tuple(f"{action}_vacancesscolaires" for action in ("add", "change", "delete", "view"))
RIGHTS: dict[str, tuple[str, ...]] = {
    EDITEURS: ("add_motif", "change_motif", "view_motif", *VACANCES),
    MODERATEURS: ("add_motif", "change_motif", "delete_motif", "view_motif", "view_rendezvous", *VACANCES),
}


def ensure_rights(sender, using="default", **kwargs) -> None:
    """Give them their rights once; connected to `post_migrate`."""
    ensure_groups(sender, using=using)
    give_rights(("rendezvous",), RIGHTS, using=using)

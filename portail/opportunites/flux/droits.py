"""Who may do what with feeds: editors watch them and place what is set aside, moderators set them and run them."""

from portail.cms.roles import give_rights
from ressources.groupes import ensure_groups
from ressources.permissions import EDITEURS, MODERATEURS

QUARANTAINE = ("view_offreenquarantaine", "change_offreenquarantaine")
RIGHTS = {
    EDITEURS: ("view_flux", *QUARANTAINE),
    MODERATEURS: ("add_flux", "change_flux", "delete_flux", "view_flux", *QUARANTAINE),
}


def ensure_rights(sender, using="default", **kwargs) -> None:
    """Give each group its rights once; connected to `post_migrate`."""
    ensure_groups(sender, using=using)
    give_rights(("flux",), RIGHTS, using=using)

"""Who sees the requests in the administration: moderators alone, and each reading is kept."""

from portail.cms.roles import give_rights
from ressources.groupes import ensure_groups
from ressources.permissions import MODERATEURS

RIGHTS: dict[str, tuple[str, ...]] = {
    MODERATEURS: (
        "view_demande",
        "view_abusdemande",
        "change_abusdemande",
        "change_reglagesdemandes",
    )
}


def ensure_rights(sender, using="default", **kwargs) -> None:
    """Give them their rights once; connected to `post_migrate`."""
    ensure_groups(sender, using=using)
    give_rights(("echanges",), RIGHTS, using=using)

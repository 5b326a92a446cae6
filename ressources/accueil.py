"""Where the guide writes to its team: a registry that the site's settings fill from above."""

from collections.abc import Callable

from django.contrib.auth import get_user_model

from .permissions import MODERATEURS

AdressesDuSite = Callable[[object], list[str]]
_fournisseurs: list[AdressesDuSite] = []


def register_desk(fournisseur: AdressesDuSite) -> None:
    """Let an upper layer say which addresses answer for a site; the first that gives some wins."""
    if fournisseur not in _fournisseurs:
        _fournisseurs.append(fournisseur)


def desk_addresses(site) -> list[str]:
    """Return the addresses of the site's desk; failing that, those of the moderators' accounts."""
    for fournisseur in _fournisseurs:
        if adresses := [adresse for adresse in fournisseur(site) if adresse]:
            return adresses
    comptes = get_user_model().objects.filter(is_active=True, groups__name=MODERATEURS).exclude(email="")
    return list(comptes.values_list("email", flat=True).distinct())

"""Addresses of geographic data that browsers may keep for ever."""

from django.urls import reverse

from geo.gazetteer.current import known_version
from geo.models import Commune


def contours_url(genre: str, code: str) -> str:
    """Return the address of the contours of a territory ("epci", "200093201"), with the version of the table.

    `genre` is departement, epci or arrondissement; raises NoReverseMatch otherwise.
    """
    return f"{reverse('geo:contours', args=[genre, code])}?v={known_version()}"


def contours_around(commune: Commune | None) -> str:
    """Return the address of the contours under a place: its intercommunality, else its département; "" if nowhere."""
    if commune is None:
        return ""
    if commune.epci_id:
        return contours_url("epci", commune.epci_id)
    return contours_url("departement", commune.departement_id)

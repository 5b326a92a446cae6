"""What one can do on an entry besides calling: write, book. A registry that upper layers fill.

An entry's page shows the way that its provider gives an address for, and nothing when it gives none.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Demarche(TextChoices):
    """What one can do besides calling."""

    ECRIRE = "ecrire", _("Écrire")
    RENDEZVOUS = "rendezvous", _("Prendre rendez-vous")


Adresse = Callable[[Any], str]  # an entry, Structure or PersonneRessource -> a path, "" when it is not possible
_adresses: dict[Demarche, Adresse] = {}


def register_demarche(demarche: Demarche, adresse: Adresse) -> None:
    """Let an upper layer say where one does it for an entry; there is one provider for each way."""
    _adresses[demarche] = adresse


def address_of(demarche: Demarche, fiche) -> str:
    """Return where one does it for a saved entry, "" when one cannot."""
    adresse = _adresses.get(demarche)
    return adresse(fiche) if adresse and fiche.pk else ""

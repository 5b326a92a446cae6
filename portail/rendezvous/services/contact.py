"""Who comes, in one parcel; and forgetting it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from portail.notifications.services import drop_messages, forget_messages_about

from ..erreurs import RendezVousRefuse
from ..models.contact import Contact
from ..vocabulaire import Reservation

Ligne = TypeVar("Ligne", bound=models.Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordonnees:
    """What somebody said of themselves; a telephone or an address is needed."""

    prenom: str = ""
    telephone: str = ""
    courriel: str = ""
    sms: bool = False
    tranche_age: str = ""

    def as_fields(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origine:
    """Who books: the public, a professional for a young person, or the structure's own team."""

    pris_par: str = Reservation.PUBLIC
    prescripteur: str = ""
    prescripteur_courriel: str = ""


def once(modele: type[Ligne], cle: str, create: Callable[[], Ligne]) -> tuple[Ligne, bool]:
    """Return the row that this key made, making it if it is the first time; and whether it was.

    Two sendings of one form at the same instant give one row: the second meets the first's key, or its slot, and takes
    it for its own.
    """
    lignes = modele._default_manager.filter(cle=cle)
    if (known := lignes.first()) is not None:
        return known, False
    try:
        with transaction.atomic():
            return create(), True
    except (IntegrityError, RendezVousRefuse):
        if (known := lignes.first()) is None:
            raise
        return known, False


@transaction.atomic
def erase_contact(*, ligne: Contact) -> None:
    """Forget who it was, at their request: the line stays for the figures, its messages neither leave nor tell."""
    forget_messages_of(ligne)
    ligne.save(update_fields=ligne.forget_contact())


def forget_messages_of(ligne: Contact) -> None:
    """Give up the messages about something that have not left, and empty those that have."""
    objet = ligne.objet  # type: ignore[attr-defined]  # every contact of ours has one
    for un in (objet, f"{objet}:pro"):
        drop_messages(objet=un)
        forget_messages_about(objet=un)

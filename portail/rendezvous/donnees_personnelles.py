"""What is kept of somebody: told to them on demand, forgotten with time."""

import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from .models import DemandeCreneau, ListeAttente, RendezVous
from .models.contact import Contact

CONTACT = ("prenom", "telephone", "courriel", "sms", "tranche_age", "cree_le")
RENDEZVOUS = ("debut", "fin", "statut", "participants", "adresse", "confirme_le", "prescripteur")


def export_contact(rendezvous: RendezVous) -> dict[str, Any]:
    """Return all that is kept about an appointment and who booked it, with French names, ready for a file."""
    noms = [*CONTACT, *RENDEZVOUS]
    dit = {
        str(rendezvous._meta.get_field(nom).verbose_name): _plain(getattr(rendezvous, nom))  # type: ignore[union-attr]
        for nom in noms
    }
    return dit | {"motif": str(rendezvous.motif), "avec": str(rendezvous.personne), "lieu": rendezvous.ou}


def _plain(valeur: Any) -> Any:
    return valeur.isoformat() if isinstance(valeur, datetime.datetime) else valeur


def forget_old() -> int:
    """Anonymise what ended more than RENDEZVOUS_CONSERVATION_JOURS days ago; return how many lines.

    Requests and waiting lists count from the day they were made.
    """
    limite = timezone.now() - datetime.timedelta(days=settings.RENDEZVOUS_CONSERVATION_JOURS)
    anciens: list[tuple[type[Contact], dict[str, Any]]] = [
        (RendezVous, {"fin__lt": limite}),
        (DemandeCreneau, {"cree_le__lt": limite}),
        (ListeAttente, {"cree_le__lt": limite}),
    ]
    return sum(
        modele._default_manager.filter(anonymise_le=None, **condition).update(
            anonymise_le=timezone.now(), **modele.PERSONNELS
        )
        for modele, condition in anciens
    )

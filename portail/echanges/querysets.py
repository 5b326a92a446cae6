"""What one asks of the requests, as sentences."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from .vocabulaire import OUVERTS


class DemandeQuerySet(models.QuerySet):
    def open(self):
        """Keep those that somebody owes an answer to, the longest wait first."""
        return self.filter(statut__in=OUVERTS).order_by("attend_depuis", "pk")

    def visible_to(self, utilisateur):
        """Keep what the account may read: what was written to its own entry, was handed to it, or was written to its
        structure as such. An account without entry of its own in a structure keeps the whole of that structure.
        """
        if not utilisateur.is_active or utilisateur.is_anonymous:
            return self.none()
        liens = list(utilisateur.rattachements.values_list("structure_id", "personne_id"))
        structures = [structure for structure, _personne in liens]
        entieres = [structure for structure, personne in liens if personne is None]
        personnes = [personne for _structure, personne in liens if personne is not None]
        return self.filter(
            Q(personne__in=personnes)
            | Q(transmise_a__in=personnes)
            | Q(structure__in=structures, personne=None)
            | Q(structure__in=entieres)
            | Q(transmise_a__structure__in=entieres)
        )

    def of_fiche(self, fiche):
        """Keep what was written to an entry: a person, or a structure as such."""
        if fiche._meta.model_name == "structure":
            return self.filter(structure=fiche, personne=None)
        return self.filter(personne=fiche)

    def waiting_since(self, moment: datetime):
        """Keep the open ones that were already waiting at a moment."""
        return self.open().filter(attend_depuis__lte=moment)

    def still_before(self, moment: datetime):
        """Keep those where nothing happened since a moment, and that still say who asked."""
        return self.filter(activite_le__lt=moment, anonymisee_le=None)

    def with_entries(self):
        """Join the entries that pages and mails name."""
        return self.select_related(
            "site", "structure", "personne__structure", "transmise_a__structure", "porte_structure", "porte_personne"
        )

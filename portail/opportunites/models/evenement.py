"""Events: workshops, open days, forums."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ressources.recurrence import PARIS
from ressources.vocabulaire import Frais

from ..vocabulaire import Famille, GenreEvenement
from .opportunite import Opportunite


class Evenement(Opportunite):
    """Something that takes place on given days. Hours are those of a clock of Europe/Paris, the same every day."""

    famille_du_modele = Famille.EVENEMENT

    genre = models.CharField(_("genre"), max_length=20, choices=GenreEvenement.choices)
    heure_debut = models.TimeField(_("de"), null=True, blank=True, help_text=_("Vide : toute la journée."))
    heure_fin = models.TimeField(_("à"), null=True, blank=True)
    frais = models.CharField(_("prix"), max_length=10, choices=Frais.choices, default=Frais.GRATUIT)
    frais_detail = models.CharField(_("précisions sur le prix"), max_length=250, blank=True)
    sur_inscription = models.BooleanField(_("sur inscription"), default=False)

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")
        constraints = [
            models.CheckConstraint(
                condition=Q(heure_fin=None) | Q(heure_debut__isnull=False, heure_debut__lt=F("heure_fin")),
                name="opportunites_evenement_heures_dans_l_ordre",
                violation_error_message=_("L’heure de fin va avec une heure de début, et vient après elle."),
            ),
        ]

    def clean(self):
        super().clean()
        if self.debut is None:  # the constraint names the family too, which no form shows
            raise ValidationError({"debut": _("Dites quel jour l’événement a lieu.")})

    @property
    def jours(self) -> tuple[datetime.date, datetime.date]:
        """First and last day: an event has a date, which its constraint demands."""
        assert self.debut is not None  # noqa: S101
        return self.debut, self.fin or self.debut

    @property
    def instants(self) -> tuple[datetime.datetime, datetime.datetime | None] | None:
        """The first instant and, if known, the last one of its first day; None when it lasts whole days."""
        if self.heure_debut is None or self.debut is None:
            return None
        commence = datetime.datetime.combine(self.debut, self.heure_debut, PARIS)
        finit = datetime.datetime.combine(self.debut, self.heure_fin, PARIS) if self.heure_fin else None
        return commence, finit

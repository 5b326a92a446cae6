"""Getting involved: service civique, volunteering, projects."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..vocabulaire import DomaineEngagement, Famille, FormeEngagement
from .opportunite import Opportunite

MOIS_MAX = 36
HEURES_MAX = 48  # a week, by the law on working time


class Engagement(Opportunite):
    famille_du_modele = Famille.ENGAGEMENT

    forme = models.CharField(_("forme"), max_length=20, choices=FormeEngagement.choices)
    domaine = models.CharField(_("domaine"), max_length=20, choices=DomaineEngagement.choices)
    duree_mois = models.PositiveSmallIntegerField(_("durée en mois"), null=True, blank=True)
    heures_semaine = models.PositiveSmallIntegerField(_("heures par semaine"), null=True, blank=True)
    indemnite = models.CharField(
        _("ce que tu reçois"), max_length=200, blank=True, help_text=_("Argent, repas, formation, attestation.")
    )

    class Meta:
        verbose_name = _("mission d’engagement")
        verbose_name_plural = _("missions d’engagement")
        constraints = [
            models.CheckConstraint(
                condition=Q(duree_mois=None) | Q(duree_mois__range=(1, MOIS_MAX)),
                name="opportunites_engagement_duree",
                violation_error_message=_("Une mission dure de 1 à 36 mois."),
            ),
            models.CheckConstraint(
                condition=Q(heures_semaine=None) | Q(heures_semaine__range=(1, HEURES_MAX)),
                name="opportunites_engagement_heures",
                violation_error_message=_("Une semaine compte de 1 à 48 heures de mission."),
            ),
        ]

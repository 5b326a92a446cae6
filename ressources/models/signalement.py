"""Reports: a reader says that something is wrong with an entry."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..vocabulaire import MotifSignalement, StatutSignalement
from .objet import SurUneFiche


class SignalementQuerySet(models.QuerySet):
    def open(self):
        """Keep the reports that somebody has yet to deal with."""
        return self.filter(statut__in=[StatutSignalement.NOUVEAU, StatutSignalement.EN_COURS])


class Signalement(SurUneFiche):
    motif = models.CharField(_("motif"), max_length=12, choices=MotifSignalement.choices)
    message = models.TextField(_("message"), blank=True, max_length=2000)
    courriel = models.EmailField(_("courriel de la personne qui signale"), blank=True)
    statut = models.CharField(
        _("statut"),
        max_length=10,
        choices=StatutSignalement.choices,
        default=StatutSignalement.NOUVEAU,
        db_index=True,
    )
    reponse = models.TextField(_("suite donnée"), blank=True, help_text=_("Pour l’équipe : ce qui a été fait."))
    traite_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("traité par"),
    )
    created_at = models.DateTimeField(_("reçu le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    objects = SignalementQuerySet.as_manager()

    class Meta(SurUneFiche.Meta):
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_motif_display()} – {self.fiche}"

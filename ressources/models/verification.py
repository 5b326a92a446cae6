"""Checks: who made sure that an entry is right, when and how. Lines are added, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..vocabulaire import MoyenVerification, ResultatVerification
from .objet import SurUneFiche


class Verification(SurUneFiche):
    quand = models.DateTimeField(_("quand"), default=timezone.now)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    par_nom = models.CharField(_("nom affiché"), max_length=120, blank=True)
    comment = models.CharField(_("moyen"), max_length=12, choices=MoyenVerification.choices)
    resultat = models.CharField(_("résultat"), max_length=12, choices=ResultatVerification.choices)
    note = models.TextField(_("note"), blank=True)

    class Meta(SurUneFiche.Meta):
        verbose_name = _("vérification")
        verbose_name_plural = _("vérifications")
        ordering = ["-quand", "-pk"]

    def __str__(self) -> str:
        return f"{self.fiche} – {self.get_resultat_display()}"

    def save(self, *args, **kwargs):
        """Write a new line; raise TypeError on an old one, for history is not rewritten."""
        if self.pk is not None and not self._state.adding:
            raise TypeError("A Verification is never changed: add another one.")
        super().save(*args, **kwargs)

"""What occupies somebody: a session, and the quarters of an hour that it takes.

UNIQUE(personne, heure) is the guard against double booking, the same on SQLite and PostgreSQL; CHECK(prises <=
capacite) is the guard of group sessions. Both hold whatever the code above does.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Seance(models.Model):
    """Time taken by one appointment, or by a group that shares it. An empty session does not exist."""

    personne = models.ForeignKey("ressources.PersonneRessource", on_delete=models.PROTECT, related_name="seances")
    motif = models.ForeignKey("rendezvous.Motif", on_delete=models.PROTECT, related_name="seances")
    debut = models.DateTimeField(_("début"))
    fin = models.DateTimeField(_("fin"))
    capacite = models.PositiveSmallIntegerField(_("places"), default=1)
    prises = models.PositiveSmallIntegerField(_("places prises"), default=1)

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")
        default_permissions = ()
        indexes = [models.Index(fields=["personne", "debut"], name="rendezvous_seance_agenda")]
        constraints = [
            models.CheckConstraint(
                condition=Q(prises__gte=1) & Q(prises__lte=F("capacite")),
                name="rendezvous_seance_places",
                violation_error_message=_("Cette séance est complète."),
            ),
            models.CheckConstraint(
                condition=Q(debut__lt=F("fin")),
                name="rendezvous_seance_dans_l_ordre",
                violation_error_message=_("La séance finit avant de commencer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.debut:%Y-%m-%d %H:%M} ({self.prises}/{self.capacite})"

    @property
    def libres(self) -> int:
        return self.capacite - self.prises


class Quart(models.Model):
    """A quarter of an hour of somebody, taken by a session (travel time included)."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="quarts")
    personne = models.ForeignKey("ressources.PersonneRessource", on_delete=models.PROTECT, related_name="quarts")
    heure = models.DateTimeField(_("heure"))

    class Meta:
        verbose_name = _("quart d’heure")
        verbose_name_plural = _("quarts d’heure")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["personne", "heure"],
                name="rendezvous_quart_unique",
                violation_error_message=_("Ce moment vient d’être pris."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.heure:%Y-%m-%d %H:%M}"

"""School holidays of zone B that the team adds, or corrects: those of the shipped file hold otherwise."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class VacancesScolaires(models.Model):
    """A stretch without school, both days included. One of the same name as a shipped one replaces it."""

    nom = models.CharField(
        _("nom"), max_length=60, unique=True, help_text=_("Avec l’année : « Toussaint 2027 », « été 2028 ».")
    )
    debut = models.DateField(_("premier jour sans classe"))
    fin = models.DateField(_("dernier jour"), help_text=_("La veille de la reprise."))

    class Meta:
        verbose_name = _("vacances scolaires (zone B)")
        verbose_name_plural = _("vacances scolaires (zone B)")
        ordering = ["-debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(debut__lte=F("fin")),
                name="rendezvous_vacances_dans_l_ordre",
                violation_error_message=_("Les vacances finissent avant de commencer."),
            )
        ]

    def __str__(self) -> str:
        return self.nom

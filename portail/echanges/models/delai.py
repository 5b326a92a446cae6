"""How long an entry takes to answer, as measured."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DelaiReponse(models.Model):
    """Median delay of the answers of an entry. Its table is content: writing it renews the pages that show it."""

    structure = models.OneToOneField(
        "ressources.Structure", on_delete=models.CASCADE, null=True, blank=True, related_name="delai_reponse"
    )
    personne = models.OneToOneField(
        "ressources.PersonneRessource", on_delete=models.CASCADE, null=True, blank=True, related_name="delai_reponse"
    )
    jours = models.PositiveSmallIntegerField(_("délai médian"), help_text=_("En jours entiers, arrondi au-dessus."))
    reponses = models.PositiveIntegerField(_("réponses mesurées"))

    class Meta:
        verbose_name = _("délai de réponse")
        verbose_name_plural = _("délais de réponse")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(structure__isnull=True, personne__isnull=False)
                | Q(structure__isnull=False, personne__isnull=True),
                name="echanges_delai_une_fiche",
                violation_error_message=_("Un délai est celui d’une fiche, et d’une seule."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.personne or self.structure} : {self.jours} j"

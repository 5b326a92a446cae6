"""What concerns exactly one entry: a structure, a person or a permanence."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CIBLES = ("structure", "personne", "permanence")


def _only(cible: str) -> Q:
    return Q(**{f"{autre}__isnull": autre != cible for autre in CIBLES})


class SurUneFiche(models.Model):
    structure = models.ForeignKey(
        "ressources.Structure", on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("structure")
    )
    personne = models.ForeignKey(
        "ressources.PersonneRessource", on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("personne")
    )
    permanence = models.ForeignKey(
        "ressources.Permanence", on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("permanence")
    )

    class Meta:
        abstract = True
        default_related_name = "%(class)ss"
        constraints = [
            models.CheckConstraint(
                condition=_only("structure") | _only("personne") | _only("permanence"),
                name="%(app_label)s_%(class)s_une_fiche",
                violation_error_message=_("Choisissez une fiche, et une seule."),
            )
        ]

    @property
    def fiche(self):
        """The entry it is about."""
        return self.structure or self.personne or self.permanence

    @staticmethod
    def target(fiche) -> dict:
        """Return the keyword that names `fiche` in a filter or a creation: `{"personne": fiche}`."""
        noms = {"structure": "structure", "personneressource": "personne", "permanence": "permanence"}
        return {noms[fiche._meta.model_name]: fiche}

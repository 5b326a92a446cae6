"""Which structures a professional's account may edit."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rattachement(models.Model):
    """An account works for a structure; it may be the account of one of its people."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rattachements", verbose_name=_("compte")
    )
    structure = models.ForeignKey(
        "ressources.Structure", on_delete=models.CASCADE, related_name="rattachements", verbose_name=_("structure")
    )
    personne = models.ForeignKey(
        "ressources.PersonneRessource",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="rattachements",
        verbose_name=_("sa fiche"),
    )
    created_at = models.DateTimeField(_("depuis"), auto_now_add=True)

    class Meta:
        verbose_name = _("rattachement")
        verbose_name_plural = _("rattachements")
        ordering = ["structure", "utilisateur"]
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur", "structure"],
                name="ressources_rattachement_unique",
                violation_error_message=_("Ce compte est déjà rattaché à cette structure."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.utilisateur} – {self.structure}"

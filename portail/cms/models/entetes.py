"""The words at the head of the lists, editable per site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from portail.cms.entetes import list_entetes

RIEN = _("Écrivez un titre, un chapeau, ou les deux.")
AIDE = _("Une liste qui n’est pas ici garde les mots du portail. Il en va de même d’un champ vide.")


@register_setting(icon="title", order=120)
class TetesDeListes(BaseSiteSetting, ClusterableModel):
    """Read through `portail.cms.entetes.read_entete`."""

    panels = [HelpPanel(content=AIDE), InlinePanel("tetes", heading=_("Têtes de listes"), label=_("Liste"))]

    class Meta:
        verbose_name = _("têtes de listes")


class TeteDeListe(models.Model):
    """What is said at the head of one list."""

    reglages = ParentalKey(TetesDeListes, on_delete=models.CASCADE, related_name="tetes")
    liste = models.CharField(_("liste"), max_length=40, choices=list_entetes)
    titre = models.CharField(_("titre"), max_length=80, blank=True, help_text=_("Vide : celui du portail."))
    chapeau = models.TextField(
        _("chapeau"),
        max_length=300,
        blank=True,
        help_text=_("Une ou deux phrases, en tutoyant. Vide : celui du portail."),
    )

    panels = [FieldPanel("liste"), FieldPanel("titre"), FieldPanel("chapeau")]

    class Meta:
        verbose_name = _("tête de liste")
        verbose_name_plural = _("têtes de listes")
        constraints = [
            models.UniqueConstraint(
                fields=["reglages", "liste"],
                name="tete_de_liste_unique",
                violation_error_message=_("Cette liste est déjà là."),
            ),
            models.CheckConstraint(
                condition=~Q(titre="", chapeau=""), name="tete_de_liste_non_vide", violation_error_message=RIEN
            ),
        ]

    def __str__(self) -> str:
        return self.get_liste_display()

    def clean(self) -> None:
        super().clean()
        if not self.titre and not self.chapeau:
            raise ValidationError({"chapeau": RIEN})

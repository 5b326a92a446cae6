"""What to do, in order, to get a dispositif."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Etape(Orderable):
    dispositif = ParentalKey("dispositifs.Dispositif", on_delete=models.CASCADE, related_name="etapes")
    titre = models.CharField(_("ce qu’il faut faire"), max_length=100, help_text=_("Commencez par un verbe."))
    texte = models.TextField(_("détail"), max_length=600, blank=True, help_text=_("Deux ou trois phrases, à « tu »."))

    panels = [FieldPanel("titre"), FieldPanel("texte")]

    class Meta(Orderable.Meta):
        verbose_name = _("étape")
        verbose_name_plural = _("étapes")

    def __str__(self) -> str:
        return self.titre

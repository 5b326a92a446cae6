"""What makes a page findable beside the guide's entries: themes and ages."""

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from ressources.vocabulaire import Axe


class ThemedPage(models.Model):
    """Themes and age bounds of a page; ages are whole years, both included, empty = no bound."""

    axe = models.CharField(
        _("axe"), max_length=20, choices=Axe, help_text=_("Donne à la page sa couleur et son dessin.")
    )
    thematiques = ParentalManyToManyField(
        "ressources.Thematique",
        verbose_name=_("thématiques"),
        blank=True,
        related_name="+",
        help_text=_("Les mêmes que celles du guide : la page sort dans les recherches par thème."),
    )
    age_min = models.PositiveSmallIntegerField(
        _("à partir de (ans)"), null=True, blank=True, help_text=_("Vide : pas d’âge minimum.")
    )
    age_max = models.PositiveSmallIntegerField(
        _("jusqu’à (ans)"), null=True, blank=True, help_text=_("Compris : 25 veut dire jusqu’au 26e anniversaire.")
    )

    theme_panels = [
        MultiFieldPanel(
            [
                FieldPanel("axe"),
                FieldPanel("thematiques"),
                FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")]),
            ],
            heading=_("Pour qui, sur quoi"),
        )
    ]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_min__lte=F("age_max")),
                name="%(app_label)s_%(class)s_ages",
                violation_error_message=_("L’âge minimum dépasse l’âge maximum."),
            )
        ]

    @property
    def ages(self) -> str:
        """The ages as people say them: "16 à 25 ans", "dès 18 ans", "jusqu’à 29 ans", or "" without bound."""
        low, high = self.age_min, self.age_max
        if low and high:
            return _("%(low)s à %(high)s ans") % {"low": low, "high": high}
        if low:
            return _("dès %(low)s ans") % {"low": low}
        return _("jusqu’à %(high)s ans") % {"high": high} if high else ""


def related_pages(page: Page, limit: int = 3) -> list[Page]:
    """Return other published pages of the same type and axis: most themes in common first, then the last read over."""
    shared = Count("thematiques", filter=Q(thematiques__in=page.thematiques.all()))
    pages = type(page).objects.live().public().filter(axe=page.axe).exclude(pk=page.pk)
    pages = pages.descendant_of(page.get_site().root_page).annotate(shared=shared)
    return list(pages.order_by("-shared", F("relu_le").desc(nulls_last=True), "path")[:limit])

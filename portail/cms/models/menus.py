"""The header's and the footer's links, editable per site."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page

from portail.cms.validators import validate_destination

ONE_DESTINATION = _("Choisissez une page ou donnez une adresse : l’une des deux, pas les deux.")


@register_setting(icon="list-ul", order=110)
class Menus(BaseSiteSetting, ClusterableModel):
    """Read in templates as `menu_principal` and `menu_pied`, given by the context processor."""

    panels = [
        InlinePanel("entrees_principales", heading=_("En-tête"), label=_("Entrée"), max_num=6),
        InlinePanel("entrees_pied", heading=_("Pied de page"), label=_("Entrée")),
    ]

    class Meta:
        verbose_name = _("menus")


class EntreeMenu(Orderable):
    """A link to a page of the site, or to an address."""

    libelle = models.CharField(_("texte"), max_length=40, help_text=_("Un à trois mots."))
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    url = models.CharField(
        _("ou adresse"),
        max_length=300,
        blank=True,
        validators=[validate_destination],
        help_text=_("Une adresse d’ici (/recherche/) ou d’ailleurs (https://…)."),
    )

    panels = [FieldPanel("libelle"), FieldRowPanel([FieldPanel("page"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.libelle

    def clean(self) -> None:
        super().clean()
        if bool(self.page_id) == bool(self.url):
            raise ValidationError({"url": ONE_DESTINATION})

    def href(self, request=None) -> str:
        """The address to follow, or "" when the page is not published."""
        page = self.page
        if page is None:
            return self.url
        return (page.get_url(request) or "") if page.live else ""


class EntreePrincipale(EntreeMenu):
    menus = ParentalKey(Menus, on_delete=models.CASCADE, related_name="entrees_principales")

    class Meta(EntreeMenu.Meta):
        verbose_name = _("entrée de l’en-tête")
        verbose_name_plural = _("entrées de l’en-tête")
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True) ^ Q(url=""),
                name="entree_principale_une_destination",
                violation_error_message=ONE_DESTINATION,
            )
        ]


class EntreePied(EntreeMenu):
    menus = ParentalKey(Menus, on_delete=models.CASCADE, related_name="entrees_pied")

    class Meta(EntreeMenu.Meta):
        verbose_name = _("entrée du pied de page")
        verbose_name_plural = _("entrées du pied de page")
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True) ^ Q(url=""),
                name="entree_pied_une_destination",
                violation_error_message=ONE_DESTINATION,
            )
        ]

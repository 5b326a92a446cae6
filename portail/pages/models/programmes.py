"""A programme of the youth laboratory, with the facts that make it a "dispositif"."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from portail.cms.blocks import AIDE_CORPS, CorpsBlock
from portail.cms.fields import StreamField
from portail.cms.models import BasePage
from portail.pages.models.themes import ThemedPage, related_pages


class ProgrammePage(ThemedPage, BasePage):
    porteur = models.CharField(_("porteur"), max_length=160, blank=True, help_text=_("Qui mène le programme."))
    pilote = models.CharField(
        _("administration pilote"),
        max_length=160,
        blank=True,
        help_text=_("Le service de l’État ou la collectivité qui suit."),
    )
    public = models.CharField(_("public"), max_length=160, blank=True, help_text=_("Les jeunes de qui il s’agit."))
    territoire = models.TextField(
        _("territoire"), blank=True, help_text=_("Une aire, ou les communes en toutes lettres.")
    )
    beneficiaires_min = models.PositiveIntegerField(
        _("bénéficiaires, au moins"),
        null=True,
        blank=True,
        help_text=_("Combien de jeunes. Vide si on ne le sait pas."),
    )
    beneficiaires_max = models.PositiveIntegerField(
        _("au plus"), null=True, blank=True, help_text=_("Le même nombre si on le connaît exactement.")
    )
    partenaires = models.TextField(_("partenaires"), blank=True, help_text=_("Un par ligne."))
    corps = StreamField(CorpsBlock(), verbose_name=_("corps"), blank=True, help_text=AIDE_CORPS)

    template = "pages/programme_page.html"
    parent_page_types = ["pages.ListingPage"]
    subpage_types = []

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("porteur"),
        index.SearchField("public"),
        index.SearchField("corps"),
        index.FilterField("axe"),
    ]

    content_panels = [
        *BasePage.content_panels,
        *ThemedPage.theme_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("porteur"), FieldPanel("pilote")]),
                FieldPanel("public"),
                FieldPanel("territoire"),
                FieldRowPanel([FieldPanel("beneficiaires_min"), FieldPanel("beneficiaires_max")]),
                FieldPanel("partenaires"),
            ],
            heading=_("Les faits"),
        ),
        FieldPanel("corps"),
        *BasePage.lecture_panels,
    ]

    class Meta(ThemedPage.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            *ThemedPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(beneficiaires_min__isnull=True)
                | Q(beneficiaires_max__isnull=True)
                | Q(beneficiaires_min__lte=F("beneficiaires_max")),
                name="%(app_label)s_%(class)s_beneficiaires",
                violation_error_message=_("Le nombre le plus petit vient d’abord."),
            ),
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["related"] = related_pages(self)
        context["facts"] = self.facts()
        return context

    def facts(self) -> list[dict[str, str]]:
        """What is known of the programme, ready for the box of key facts."""
        known = [
            ("users", _("Pour qui"), ", ".join(filter(None, [self.public, self.ages]))),
            ("map-pin", _("Où"), self.territoire),
            ("badge-check", _("Porté par"), self.porteur),
            ("flag", _("Administration pilote"), self.pilote),
            ("user", _("Bénéficiaires"), self.beneficiaires),
            ("message-circle", _("Avec"), ", ".join(self.partenaires_list)),
        ]
        return [{"icon": icon, "label": str(label), "value": value} for icon, label, value in known if value]

    @property
    def beneficiaires(self) -> str:
        """The number helped, in words: "500 à 800 jeunes", "10000 jeunes", or "" when unknown."""
        low, high = self.beneficiaires_min, self.beneficiaires_max
        if low and high and low != high:
            return _("%(low)s à %(high)s jeunes") % {"low": group(low), "high": group(high)}
        known = high or low
        return ngettext("%(n)s jeune", "%(n)s jeunes", known) % {"n": group(known)} if known else ""

    @property
    def partenaires_list(self) -> list[str]:
        return [line.strip() for line in self.partenaires.splitlines() if line.strip()]


def group(number: int) -> str:
    """Group digits by three with a no-break space, as French does from five digits: 7200, 10 000."""
    return f"{number:,}".replace(",", "\u00a0") if number >= 10_000 else str(number)

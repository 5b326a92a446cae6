"""The home page: one question, searches to start from, the five axes, who is near, a door for professionals."""

from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Site

from portail.cms.fiches import RESULTS_PATH
from portail.cms.models import BasePage, ReglagesSite
from portail.opportunites.liste import closing_soon
from portail.pages.proximite import nearest_points

BIENTOT = 6  # opportunities that close soon


class HomePage(BasePage):
    question = models.CharField(
        _("la question"), max_length=80, default="De quoi as-tu besoin, et où ?", help_text=_("Le titre de la page.")
    )
    pros_titre = models.CharField(
        _("titre"),
        max_length=80,
        blank=True,
        default="Vous accompagnez des jeunes ?",
        help_text=_("À « vous ». Vide : pas de porte sur l’accueil."),
    )
    pros_texte = models.TextField(
        _("texte"), max_length=300, blank=True, help_text=_("Ce que le portail leur apporte, en deux phrases.")
    )
    pros_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Où mène la porte des professionnels."),
    )

    template = "pages/home_page.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.AxePage",
        "pages.ListingPage",
        "pages.LegalPage",
        "pages.PlanPage",
        "pages.ContactPage",
    ]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("question"),
        InlinePanel(
            "suggestions",
            heading=_("Idées de recherche"),
            label=_("Idée"),
            max_num=8,
            help_text=_("De vraies recherches, sous la boîte : ce que l’on cherche le plus en ce moment."),
        ),
        MultiFieldPanel(
            [FieldPanel("pros_titre"), FieldPanel("pros_texte"), FieldPanel("pros_page")],
            heading=_("La porte des professionnels"),
        ),
        *BasePage.lecture_panels,
    ]

    class Meta:
        verbose_name = _("accueil")
        verbose_name_plural = _("accueils")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["axes"] = self.axes()
        context["suggestions"] = self.suggestions.all()
        context["conseils"] = self.conseils()
        context["bientot"] = closing_soon(Site.find_for_request(request), BIENTOT)
        context["points"] = nearest_points(ReglagesSite.for_request(request).commune)
        return context

    def axes(self):
        """The published axis pages, in the order of the tree."""
        from portail.pages.models.axes import AxePage

        return AxePage.objects.child_of(self).live().order_by("path")

    def conseils(self, limit: int = 3):
        """The published articles that were read over last."""
        from portail.pages.models.articles import ContentPage

        articles = ContentPage.objects.descendant_of(self).live().public()
        return articles.order_by(models.F("relu_le").desc(nulls_last=True), "path")[:limit]


class SuggestionRecherche(Orderable):
    """A search offered as a chip."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="suggestions")
    libelle = models.CharField(
        _("texte"), max_length=40, help_text=_("Comme on le dirait : « un logement à Tourcoing ».")
    )
    q = models.CharField(_("quoi"), max_length=80, blank=True, help_text=_("Les mots cherchés : « logement »."))
    ou = models.CharField(_("où"), max_length=80, blank=True, help_text=_("Une commune ou un code postal."))
    theme = models.SlugField(_("thème"), max_length=80, blank=True, help_text=_("Le nom court d’une thématique."))
    type = models.SlugField(
        _("type"), max_length=40, blank=True, help_text=_("personne, structure, permanence ou article ; vide : tout.")
    )

    panels = [
        FieldPanel("libelle"),
        FieldRowPanel([FieldPanel("q"), FieldPanel("ou")]),
        FieldRowPanel([FieldPanel("theme"), FieldPanel("type")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("idée de recherche")
        verbose_name_plural = _("idées de recherche")

    def __str__(self) -> str:
        return self.libelle

    @property
    def href(self) -> str:
        """The results page of this search."""
        asked = {name: getattr(self, name) for name in ("q", "ou", "theme", "type")}
        return f"{RESULTS_PATH}?{urlencode({name: value for name, value in asked.items() if value})}"

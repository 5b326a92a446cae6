"""The landing page of one of the laboratory's five axes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from portail.cms.blocks import AIDE_CORPS, CorpsBlock
from portail.cms.fiches import find_fiches
from portail.cms.fields import StreamField
from portail.cms.models import BasePage, ReglagesSite
from portail.dispositifs.models import Dispositif
from ressources.models import Thematique
from ressources.vocabulaire import Axe

FICHES = 6  # people shown; the rest is one click away in the search
DISPOSITIFS = 8  # of each kind; the rest is one click away in their list


class AxePage(BasePage):
    axe = models.CharField(
        _("axe"),
        max_length=20,
        choices=Axe,
        help_text=_("Sa couleur, son dessin, et les fiches montrées en bas de page."),
    )
    phrase = models.CharField(
        _("phrase de la tuile"), max_length=120, help_text=_("Ce qu’on y trouve, en une phrase, sur l’accueil.")
    )
    corps = StreamField(CorpsBlock(), verbose_name=_("corps"), blank=True, help_text=AIDE_CORPS)

    template = "pages/axe_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    search_fields = [*BasePage.search_fields, index.SearchField("corps")]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("axe"),
        FieldPanel("phrase"),
        FieldPanel("corps"),
        *BasePage.lecture_panels,
    ]

    class Meta:
        verbose_name = _("page d’axe")
        verbose_name_plural = _("pages d’axe")

    def get_context(self, request, *args, **kwargs):
        from portail.pages.models.articles import ContentPage

        context = super().get_context(request, *args, **kwargs)
        themes = list(Thematique.objects.filter(axe=self.axe))
        commune = ReglagesSite.for_request(request).commune
        context["themes"] = themes
        context["commune"] = commune
        context["found"] = find_fiches(
            themes=tuple(theme.slug for theme in themes),
            types=("personne",),
            commune=commune.ref if commune else "",
            limit=FICHES,
        )
        context["articles"] = self.pages_of(ContentPage)
        context["aides"] = self.dispositifs(laboratoire=False)
        context["programmes"] = self.dispositifs(laboratoire=True)
        return context

    def dispositifs(self, *, laboratoire: bool) -> list[Dispositif]:
        """The published dispositifs of this axis that can be asked for: aids, or the laboratory's programmes."""
        found = Dispositif.objects.published().open_on().filter(axe=self.axe, laboratoire=laboratoire)
        return list(found.order_by("nom", "pk")[:DISPOSITIFS])

    def pages_of(self, model) -> list[BasePage]:
        """The published public pages of a type that belong to this axis, in the order of the tree."""
        home = self.get_parent()
        return list(model.objects.descendant_of(home).live().public().filter(axe=self.axe).order_by("path"))

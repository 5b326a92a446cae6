"""Articles, and the lists that hold pages of one kind."""

from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from portail.cms.blocks import AIDE_CORPS, CorpsBlock
from portail.cms.fields import StreamField
from portail.cms.models import BasePage
from portail.pages.models.themes import ThemedPage, related_pages
from ressources.vocabulaire import Axe


class ContentPage(ThemedPage, BasePage):
    """An article: one question answered in plain words, with its sources."""

    og_type = "article"

    corps = StreamField(CorpsBlock(), verbose_name=_("corps"), help_text=AIDE_CORPS)

    template = "pages/content_page.html"
    parent_page_types = ["pages.ListingPage"]
    subpage_types = []

    search_fields = [*BasePage.search_fields, index.SearchField("corps"), index.FilterField("axe")]

    content_panels = [
        *BasePage.content_panels,
        *ThemedPage.theme_panels,
        FieldPanel("corps"),
        InlinePanel("sources", heading=_("Sources"), label=_("Source"), help_text=_("D’où viennent les faits.")),
        *BasePage.lecture_panels,
    ]

    class Meta(ThemedPage.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["related"] = related_pages(self)
        return context


class Source(Orderable):
    """Where the facts of an article come from."""

    page = ParentalKey(ContentPage, on_delete=models.CASCADE, related_name="sources")
    nom = models.CharField(
        _("nom"), max_length=120, help_text=_("Ex. : service-public.fr, « Contrat d’apprentissage ».")
    )
    url = models.URLField(_("adresse"), blank=True, help_text=_("Le site officiel, si la source est en ligne."))

    panels = [FieldRowPanel([FieldPanel("nom"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.nom


class ListingPage(BasePage):
    """A list of its own subpages, filtered by axis, a dozen at a time."""

    per_page = models.PositiveSmallIntegerField(
        _("pages par écran"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("De 1 à 60. Au-delà, la liste a plusieurs écrans."),
    )

    template = "pages/listing_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ContentPage", "pages.PijPage"]

    content_panels = [*BasePage.content_panels, FieldPanel("per_page"), *BasePage.lecture_panels]

    class Meta:
        verbose_name = _("liste de pages")
        verbose_name_plural = _("listes de pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        children = self.published_children()
        present = {getattr(child, "axe", "") for child in children}
        chosen = request.GET.get("axe", "")
        chosen = chosen if chosen in present else ""
        shown = [child for child in children if not chosen or getattr(child, "axe", "") == chosen]
        context["axes"] = [(value, label) for value, label in Axe.choices if value in present]
        context["chosen_axe"] = chosen
        context["show_all"] = not chosen
        context["base_query"] = f"axe={chosen}" if chosen else ""
        # get_page: a number out of range, or no number at all, shows the nearest page that exists
        context["page_obj"] = Paginator(shown, self.per_page).get_page(request.GET.get("page"))
        return context

    def published_children(self) -> list[BasePage]:
        """The published public children, in the order of the tree: one query, and one a page type."""
        return list(self.get_children().live().public().specific(defer=False).defer_streamfields().order_by("path"))

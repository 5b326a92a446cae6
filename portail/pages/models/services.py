"""Pages of service: legal texts, site plan, contact."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from portail.cms.blocks import AIDE_CORPS, CorpsBlock
from portail.cms.fields import StreamField
from portail.cms.models import BasePage, ReglagesSite
from portail.opportunites.vocabulaire import Famille

PARENTS = ["pages.HomePage"]


class GenreLegal(models.TextChoices):
    MENTIONS = "mentions", _("Mentions légales")
    CONFIDENTIALITE = "confidentialite", _("Vie privée")
    ACCESSIBILITE = "accessibilite", _("Déclaration d’accessibilité")
    AUTRE = "autre", _("Autre")


class LegalPage(BasePage):
    genre = models.CharField(
        _("genre"),
        max_length=20,
        choices=GenreLegal,
        default=GenreLegal.AUTRE,
        help_text=_("Ce que la loi demande de publier."),
    )
    corps = StreamField(CorpsBlock(), verbose_name=_("corps"), help_text=AIDE_CORPS)

    template = "pages/legal_page.html"
    parent_page_types = PARENTS
    subpage_types = []

    search_fields = [*BasePage.search_fields, index.SearchField("corps")]

    content_panels = [*BasePage.content_panels, FieldPanel("genre"), FieldPanel("corps"), *BasePage.lecture_panels]

    class Meta:
        verbose_name = _("page légale")
        verbose_name_plural = _("pages légales")


class PlanPage(BasePage):
    """The site's plan, drawn from the tree: nothing to keep up to date by hand."""

    template = "pages/plan_page.html"
    parent_page_types = PARENTS
    subpage_types = []
    max_count_per_parent = 1

    content_panels = [*BasePage.content_panels, *BasePage.lecture_panels]

    class Meta:
        verbose_name = _("plan du site")
        verbose_name_plural = _("plans du site")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["branches"] = self.branches()
        context["familles_offres"] = Famille.choices
        return context

    def branches(self) -> list[tuple[Page, list[Page]]]:
        """The published public pages below the home, as (first-level page, pages below it), in one query."""
        home = self.get_parent()
        branches: list[tuple[Page, list[Page]]] = []
        for page in home.get_descendants().live().public().order_by("path"):
            if page.depth == home.depth + 1:
                branches.append((page, []))
            elif branches and page.is_descendant_of(branches[-1][0]):
                branches[-1][1].append(page)
        return branches


class ContactPage(BasePage):
    """How to reach the desk of the site's settings: phone, mail, visit. No account, no form to fill in."""

    corps = StreamField(CorpsBlock(), verbose_name=_("corps"), blank=True, help_text=AIDE_CORPS)

    template = "pages/contact_page.html"
    parent_page_types = PARENTS
    subpage_types = []
    max_count_per_parent = 1

    search_fields = [*BasePage.search_fields, index.SearchField("corps")]

    content_panels = [*BasePage.content_panels, FieldPanel("corps"), *BasePage.lecture_panels]

    class Meta:
        verbose_name = _("page de contact")
        verbose_name_plural = _("pages de contact")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["reseaux"] = ReglagesSite.for_request(request).reseaux_sociaux.all()
        return context

"""The page of a Point Information Jeunesse: its entry of the guide, its team, what one can do there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from portail.cms.blocks import AIDE_CORPS, CorpsBlock
from portail.cms.fields import StreamField
from portail.cms.models import BasePage
from ressources.fiches import build_context
from ressources.fiches.lecture import structures_to_read
from ressources.models import Structure
from ressources.vocabulaire import TypeStructure


class PijPage(BasePage):
    structure = models.ForeignKey(
        Structure,
        verbose_name=_("structure"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"type": TypeStructure.INFO_JEUNESSE},
        help_text=_("Sa fiche du guide : adresse, horaires et équipe en viennent, on ne les recopie pas ici."),
    )
    corps = StreamField(CorpsBlock(), verbose_name=_("corps"), blank=True, help_text=AIDE_CORPS)

    template = "pages/pij_page.html"
    parent_page_types = ["pages.ListingPage"]
    subpage_types = []

    search_fields = [*BasePage.search_fields, index.SearchField("corps")]

    content_panels = [*BasePage.content_panels, FieldPanel("structure"), FieldPanel("corps"), *BasePage.lecture_panels]

    class Meta:
        verbose_name = _("page de Point Information Jeunesse")
        verbose_name_plural = _("pages de Point Information Jeunesse")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        structure = self.published_structure()
        context["structure"] = structure
        context["guide"] = build_context(structure) if structure else {}
        return context

    def published_structure(self) -> Structure | None:
        """The entry of the guide, or None when it is no longer one the public may read."""
        public = Structure.objects.published().filter(pk=self.structure_id)
        return structures_to_read().filter(pk__in=public).first() if self.structure_id else None

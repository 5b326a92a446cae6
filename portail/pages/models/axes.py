"""The landing page of one of the laboratory's five axes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from portail.cms.blocks import CorpsBlock
from portail.cms.fields import StreamField
from portail.cms.models import BasePage
from ressources.vocabulaire import Axe


class AxePage(BasePage):
    axe = models.CharField(_("axe"), max_length=20, choices=Axe)
    phrase = models.CharField(
        _("phrase de la tuile"), max_length=120, help_text=_("Ce qu’on y trouve, en une phrase, sur l’accueil.")
    )
    corps = StreamField(CorpsBlock(), verbose_name=_("corps"), blank=True)

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

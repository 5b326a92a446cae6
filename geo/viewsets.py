"""Screens of the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from geo.models import Zone


class ZoneViewSet(SnippetViewSet):
    """Zones: listed by kind, found by name or code, checked as they are written."""

    model = Zone
    icon = "globe"
    list_display = ("__str__", "genre", "pays", "code")
    list_filter = ("genre", "pays")
    search_fields = ("libelle", "nom", "code")
    ordering = ("libelle",)
    panels = (
        HelpPanel(
            content=_(
                "Une zone dit à qui un service est ouvert : une commune, une intercommunalité, un département… "
                "Son nom officiel est trouvé par son code."
            )
        ),
        FieldRowPanel([FieldPanel("genre"), FieldPanel("pays"), FieldPanel("code")]),
        FieldPanel("exclusions"),
        FieldPanel("nom"),
    )

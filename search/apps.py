from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search mechanics: applications register what there is to find (`search.sources`)."""

    name = "search"
    verbose_name = _("Recherche")

    def ready(self):
        from search import signals
        from search.lexique import changes

        signals.connect()
        changes.connect()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeoConfig(AppConfig):
    """Communes, territories, zones and distances: the leaf every other app may use."""

    name = "geo"
    verbose_name = _("Géographie")

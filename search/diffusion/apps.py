from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiffusionConfig(AppConfig):
    """What is still to be carried to Elasticsearch."""

    name = "search.diffusion"
    label = "diffusion"
    verbose_name = _("Recherche : diffusion")
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class TemoinsConfig(AppConfig):
    """Installed by `tests.search.relevance.settings` alone; its table has no migration."""

    name = "tests.search.relevance.temoins"
    label = "temoins"
    default_auto_field = "django.db.models.AutoField"

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portail.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self):
        from .recherche import register_sources

        register_sources()

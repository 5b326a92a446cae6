from django.apps import AppConfig


class CommunConfig(AppConfig):
    name = "portail.commun"
    label = "commun"
    verbose_name = "Outils communs"

    def ready(self) -> None:
        from . import content_version

        content_version.watch()

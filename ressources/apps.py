from django.apps import AppConfig


class RessourcesConfig(AppConfig):
    name = "ressources"
    verbose_name = "Guide des ressources"

    def ready(self):
        from .recherche import register_all

        register_all()

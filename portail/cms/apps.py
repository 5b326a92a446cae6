from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "portail.cms"
    label = "cms"
    verbose_name = "Gestion de contenu"

    def ready(self):
        from ressources.accueil import register_desk

        from .models.reglages import desk_addresses

        register_desk(desk_addresses)

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "portail.cms"
    label = "cms"
    verbose_name = "Gestion de contenu"

    def ready(self):
        from ressources.accueil import register_desk

        from .models.reglages import desk_addresses
        from .roles import ensure_rights

        register_desk(desk_addresses)
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="cms.roles")

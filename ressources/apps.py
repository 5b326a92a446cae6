from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RessourcesConfig(AppConfig):
    name = "ressources"
    verbose_name = "Guide des ressources"

    def ready(self):
        from .groupes import ensure_groups
        from .permissions import register_policies
        from .recherche import register_all

        register_policies()
        register_all()
        post_migrate.connect(ensure_groups, sender=self, dispatch_uid="ressources.groupes")

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DispositifsConfig(AppConfig):
    name = "portail.dispositifs"
    label = "dispositifs"
    verbose_name = "Dispositifs"

    def ready(self):
        from search.sources import register

        from .recherche import DispositifSource
        from .roles import ensure_rights
        from .textes import register_entetes

        register_entetes()
        register(DispositifSource())
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="dispositifs.roles")

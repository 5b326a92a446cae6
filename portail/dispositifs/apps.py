from datetime import time
from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_migrate

NUIT = time(0, 15)  # what closed yesterday leaves the search


class DispositifsConfig(AppConfig):
    name = "portail.dispositifs"
    label = "dispositifs"
    verbose_name = "Dispositifs"

    def ready(self):
        from portail.notifications.planification import register_job
        from portail.notifications.taches import run_command
        from search.sources import register

        from .recherche import DispositifSource
        from .roles import ensure_rights
        from .textes import register_entetes

        register_entetes()
        register(DispositifSource())
        register_job("dispositifs-clos", partial(run_command.enqueue, "refresh_dispositifs", []), at=NUIT)
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="dispositifs.roles")

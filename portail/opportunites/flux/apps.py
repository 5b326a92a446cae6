from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FluxConfig(AppConfig):
    name = "portail.opportunites.flux"
    label = "flux"
    verbose_name = "Flux d’opportunités"

    def ready(self):
        from portail.notifications.planification import register_job

        from .droits import ensure_rights
        from .taches import run_due_feeds

        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="flux.droits")
        register_job("flux", run_due_feeds.enqueue, every=timedelta(minutes=15))

from datetime import timedelta

from django.apps import AppConfig


class FluxConfig(AppConfig):
    name = "portail.opportunites.flux"
    label = "flux"
    verbose_name = "Flux d’opportunités"

    def ready(self):
        from portail.notifications.planification import register_job

        from .taches import run_due_feeds

        register_job("flux", run_due_feeds.enqueue, every=timedelta(minutes=15))

from datetime import time
from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_migrate

NUIT = time(0, 10)  # what closed yesterday leaves the search


class OpportunitesConfig(AppConfig):
    name = "portail.opportunites"
    label = "opportunites"
    verbose_name = "Opportunités"

    def ready(self):
        from portail.notifications.planification import register_job
        from portail.notifications.taches import run_command
        from ressources.interlocuteurs import register_interlocuteur
        from search.facets import register_precision
        from search.sources import register

        from .choix import list_precisions
        from .droits import ensure_rights, register_policies
        from .interlocuteurs import find_interlocuteur
        from .recherche import OpportuniteSource
        from .textes import register_entetes

        register_policies()
        register_entetes()
        register(OpportuniteSource())
        for precision in list_precisions():
            register_precision(precision)
        register_interlocuteur("opportunite", find_interlocuteur)
        register_job("offres-closes", partial(run_command.enqueue, "refresh_opportunites", []), at=NUIT)
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="opportunites.droits")

from datetime import time
from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_migrate

MATIN = time(9, 0)  # a reminder is read when work begins
NUIT = time(3, 10)


class EchangesConfig(AppConfig):
    name = "portail.echanges"
    label = "echanges"
    verbose_name = "Demandes"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from portail.notifications.permissions import ReadOnlyPolicy
        from portail.notifications.planification import register_job
        from portail.notifications.taches import run_command
        from ressources.demarches import Demarche, register_demarche
        from ressources.promesses import register_promesse

        from .demarche import address_of, promise_of
        from .modeles import register_modeles
        from .models import AbusDemande, Demande
        from .roles import ensure_rights
        from .section import register_demandes

        for modele in (Demande, AbusDemande):
            register_permission_policy(modele, ReadOnlyPolicy(modele))
        register_demandes()
        register_modeles()
        register_demarche(Demarche.ECRIRE, address_of)
        register_promesse(promise_of)
        register_job("demandes-relances", partial(run_command.enqueue, "relance_demandes", []), at=MATIN)
        register_job("demandes-oubliees", partial(run_command.enqueue, "purge_demandes", []), at=NUIT)
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="echanges.roles")

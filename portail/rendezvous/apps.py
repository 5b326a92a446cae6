from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RendezvousConfig(AppConfig):
    name = "portail.rendezvous"
    label = "rendezvous"
    verbose_name = "Rendez-vous"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from portail.notifications.permissions import ReadOnlyPolicy
        from ressources.demarches import Demarche, register_demarche

        from .espace.sections import register_sections
        from .modeles import register_modeles
        from .models import RendezVous
        from .roles import ensure_rights
        from .travaux import register_jobs
        from .vues.choix import booking_address

        register_permission_policy(RendezVous, ReadOnlyPolicy(RendezVous))
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="rendezvous.roles")
        register_modeles()
        register_demarche(Demarche.RENDEZVOUS, booking_address)
        register_jobs()
        register_sections()

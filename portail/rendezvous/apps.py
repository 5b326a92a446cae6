from django.apps import AppConfig


class RendezvousConfig(AppConfig):
    name = "portail.rendezvous"
    label = "rendezvous"
    verbose_name = "Rendez-vous"

    def ready(self):
        from ressources.demarches import Demarche, register_demarche

        from .espace.sections import register_sections
        from .modeles import register_modeles
        from .travaux import register_jobs
        from .vues.choix import booking_address

        register_modeles()
        register_demarche(Demarche.RENDEZVOUS, booking_address)
        register_jobs()
        register_sections()

from django.apps import AppConfig


class RendezvousConfig(AppConfig):
    name = "portail.rendezvous"
    label = "rendezvous"
    verbose_name = "Rendez-vous"

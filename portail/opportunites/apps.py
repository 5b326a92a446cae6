from django.apps import AppConfig


class OpportunitesConfig(AppConfig):
    name = "portail.opportunites"
    label = "opportunites"
    verbose_name = "Opportunités"

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "portail.cms"
    label = "cms"
    verbose_name = "Gestion de contenu"

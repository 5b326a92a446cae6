from django.apps import AppConfig


class MediathequeConfig(AppConfig):
    name = "portail.mediatheque"
    label = "mediatheque"
    verbose_name = "Médiathèque"

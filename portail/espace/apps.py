from datetime import time

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EspaceConfig(AppConfig):
    name = "portail.espace"
    label = "espace"
    verbose_name = "Espace professionnel"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from portail.notifications.permissions import ReadOnlyPolicy
        from portail.notifications.planification import register_job

        from .models import Lecture
        from .propres import register_own_sections
        from .roles import ensure_rights
        from .taches import forget_lectures

        register_permission_policy(Lecture, ReadOnlyPolicy(Lecture))
        register_job("lectures-oubliees", forget_lectures.enqueue, at=time(3, 55))
        register_own_sections()
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="espace.roles")

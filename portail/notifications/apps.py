from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NotificationsConfig(AppConfig):
    name = "portail.notifications"
    label = "notifications"
    verbose_name = "Messages envoyés"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from ressources.courrier import register_poste

        from .modeles import register_own_modeles
        from .models import Message
        from .permissions import ReadOnlyPolicy
        from .roles import ensure_rights
        from .services import post_to_many
        from .travaux import register_jobs

        register_permission_policy(Message, ReadOnlyPolicy(Message))
        register_poste(post_to_many)
        register_jobs()
        register_own_modeles()
        post_migrate.connect(ensure_rights, sender=self, dispatch_uid="notifications.roles")

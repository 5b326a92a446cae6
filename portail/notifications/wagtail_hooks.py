"""Messages in the admin: the outbox, the STOP list, templates with sample data, the inbox of a demonstration."""

from django.conf import settings
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from . import boite, vues
from .admin import MessageViewSet, OppositionViewSet, retry


class RightMenuItem(MenuItem):
    """Shown to whoever may see messages."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm(vues.PERMISSION)


class BoiteMenuItem(MenuItem):
    """Shown to the administrators of a demonstration."""

    def is_shown(self, request) -> bool:
        return request.user.is_superuser and settings.DEMO_ACCOUNTS and boite.folder() is not None


class MessagesGroup(ViewSetGroup):
    menu_label = _("Messages")
    menu_icon = "mail"
    menu_order = 850
    items = (MessageViewSet, OppositionViewSet)

    def get_submenu_items(self):
        return [
            *super().get_submenu_items(),
            RightMenuItem(_("Modèles"), reverse("messages_modeles"), icon_name="doc-full", order=10),
            BoiteMenuItem(_("Boîte de démonstration"), reverse("messages_boite"), icon_name="download", order=20),
        ]


@hooks.register("register_admin_viewset")
def register_messages():
    return MessagesGroup()


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("messages/renvoyer/<int:pk>/", retry, name="messages_renvoyer"),
        path("messages/modeles/", vues.show_modeles, name="messages_modeles"),
        path("messages/modeles/<slug:nom>/", vues.show_modele, name="messages_modele"),
        path("messages/modeles/<slug:nom>/essai/", vues.send_trial, name="messages_essai"),
        path("messages/boite/", vues.show_boite, name="messages_boite"),
    ]

"""The dispositifs in the Wagtail admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin import urls
from .admin.liste import DispositifViewSet
from .admin.verification import listing_buttons

register_snippet(DispositifViewSet)
hooks.register("register_snippet_listing_buttons", listing_buttons)


@hooks.register("register_admin_urls")
def register_dispositifs_urls():
    return [path("dispositifs/", include(urls))]


@hooks.register("register_log_actions")
def register_dispositifs_actions(actions):
    actions.register_action("dispositifs.verify", _("Vérification"), _("Dispositif vérifié"))

"""Feeds in the Wagtail admin."""

from django.urls import include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from .admin.listes import FluxViewSet
from .ecriture import ACTION


@hooks.register("register_admin_viewset")
def register_flux():
    return FluxViewSet("flux")


@hooks.register("register_admin_urls")
def register_urls():
    return [path("flux-offres/", include("portail.opportunites.flux.admin.urls"))]


@hooks.register("register_log_actions")
def register_log_action(actions):
    @actions.register_action(ACTION)
    class FluxFormatter(LogFormatter):
        label = gettext_lazy("Mise à jour par un flux")

        def format_message(self, log_entry):
            return _("Mise à jour par le flux « %(source)s »") % {"source": log_entry.data.get("source", "?")}

"""Opportunities in the Wagtail admin. The permission policies are registered earlier, in `apps.py`."""

from django.urls import include, path
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from .admin import suivi
from .admin.actions import ACTIONS
from .admin.listes import OpportunitesViewSetGroup
from .models import Opportunite

register_snippet(OpportunitesViewSetGroup)

for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_urls")
def register_suivi_urls():
    return [path("opportunites/", include(suivi))]


@hooks.register("construct_homepage_panels")
def add_panel(request, panels):
    panels.append(suivi.OffresPanel())


@hooks.register("register_snippet_listing_buttons")
def listing_buttons(offre, user, next_url=None):
    """Yield the way to the public page."""
    if isinstance(offre, Opportunite) and offre.live:
        yield Button(_now("Voir la page"), offre.get_absolute_url(), icon_name="view", priority=15)


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action("opportunites.archive", _("Archivage"), _("Offre archivée"))
    actions.register_action("opportunites.extend", _("Prolongation"), _("Date de clôture déplacée"))
    actions.register_action("opportunites.verify", _("Vérification"), _("Offre vérifiée"))

"""Opportunities in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action("opportunites.archive", _("Archivage"), _("Offre archivée"))
    actions.register_action("opportunites.extend", _("Prolongation"), _("Date de clôture déplacée"))

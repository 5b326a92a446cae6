"""Wagtail hooks of the import screens; imported by the application's `wagtail_hooks`."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from ressources.importation.admin.acces import may_import
from ressources.importation.ecriture import ACTION


class ImportMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request):
        return may_import(request.user)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("importations/", include("ressources.importation.admin.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu():
    return ImportMenuItem(
        gettext_lazy("Importations"), reverse_lazy("importation:envoi"), icon_name="download", order=220
    )


@hooks.register("register_log_actions")
def register_log_action(actions):
    @actions.register_action(ACTION)
    class ImportFormatter(LogFormatter):
        label = gettext_lazy("Mise à jour par un import")

        def format_message(self, log_entry):
            return _("Mise à jour par l’import de « %(source)s »") % {"source": log_entry.data.get("source", "?")}

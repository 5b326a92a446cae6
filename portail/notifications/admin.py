"""The outbox in the Wagtail admin: what was written, to whom, and what became of it. Nobody edits a message."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Message
from .services import retry_message
from .vocabulaire import Statut

PERMISSION_RETRY = "notifications.change_message"


class MessageFilterSet(WagtailFilterSet):
    statut = ChoiceFilter(label=_("État"), choices=Statut.choices)

    class Meta:
        model = Message
        fields = ["statut", "genre"]


class MessageViewSet(ModelViewSet):
    model = Message
    name = "messages"
    icon = "mail"
    menu_label = _("Messages envoyés")
    menu_order = 850
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ("id",)
    filterset_class = MessageFilterSet
    search_fields = ("sujet", "destinataire")
    search_backend_name = None
    inspect_template_name = "notifications/admin/message.html"
    inspect_view_fields = (
        "sujet",
        "destinataire",
        "statut",
        "cree_le",
        "pas_avant",
        "envoye_le",
        "utile_jusqua",
        "tentatives",
        "reponse",
    )
    list_display = (
        "__str__",
        Column("destinataire", label=_("À")),
        Column("get_statut_display", label=_("État"), sort_key="statut"),
        DateColumn("cree_le", label=_("Écrit"), sort_key="cree_le"),
        DateColumn("envoye_le", label=_("Envoyé"), sort_key="envoye_le"),
    )


@require_POST
def retry(request, pk: int):
    """Have a failed message sent again, and say what happens."""
    if not request.user.has_perm(PERMISSION_RETRY):
        return permission_denied(request)
    message = get_object_or_404(Message, pk=pk)
    if retry_message(message=message):
        messages.success(request, _("Ce message repart."))
    else:
        messages.warning(request, _("Ce message n’était pas en échec, ou son adresse a été oubliée : rien n’a changé."))
    return redirect("messages:inspect", pk)

"""The outbox in the Wagtail admin: what was written, to whom, and what became of it. Nobody edits a message."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from portail.commun.inspection import InspectParis
from ressources.telephones import validate_mobile

from .models import Message, Opposition
from .oppositions import oppose
from .services import retry_message
from .vocabulaire import Canal, Statut

PERMISSION_RETRY = "notifications.change_message"


class MessageFilterSet(WagtailFilterSet):
    statut = ChoiceFilter(label=_("État"), choices=Statut.choices)
    canal = ChoiceFilter(label=_("Canal"), choices=Canal.choices)

    class Meta:
        model = Message
        fields = ["statut", "canal", "genre"]


class MessageViewSet(ModelViewSet):
    model = Message
    name = "messages"
    icon = "mail"
    menu_label = _("Messages envoyés")
    inspect_view_enabled = True
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ("id",)
    filterset_class = MessageFilterSet
    search_fields = ("sujet", "destinataire", "telephone")
    search_backend_name = None
    inspect_view_class = InspectParis
    inspect_template_name = "notifications/admin/message.html"
    inspect_view_fields = (
        "canal",
        "sujet",
        "destinataire",
        "telephone",
        "segments",
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
        Column("a_qui", label=_("À")),
        Column("get_canal_display", label=_("Canal"), sort_key="canal"),
        Column("segments", label=_("SMS facturés"), sort_key="segments"),
        Column("get_statut_display", label=_("État"), sort_key="statut"),
        DateColumn("cree_le", label=_("Écrit"), sort_key="cree_le"),
        DateColumn("envoye_le", label=_("Envoyé"), sort_key="envoye_le"),
    )


class OppositionForm(forms.ModelForm):
    """A number that wants no more SMS: typed once, kept as a digest."""

    telephone = forms.CharField(
        label=_("Numéro de portable"),
        max_length=30,
        validators=[validate_mobile],
        help_text=_("Le numéro de qui a écrit STOP, ou l’a demandé. Il n’est pas gardé : seule une empreinte l’est."),
    )

    class Meta:
        model = Opposition
        fields: tuple[str, ...] = ()

    def save(self, commit: bool = True) -> Opposition:
        found = oppose(telephone=self.cleaned_data["telephone"])
        self.instance.pk, self.instance.empreinte, self.instance.cree_le = found.pk, found.empreinte, found.cree_le
        return self.instance


class OppositionViewSet(ModelViewSet):
    model = Opposition
    name = "oppositions-sms"
    icon = "cross"
    menu_label = _("Oppositions aux SMS")
    copy_view_enabled = False
    list_display = (DateColumn("cree_le", label=_("Reçue"), sort_key="cree_le"),)

    def get_form_class(self, for_update: bool = False):
        return OppositionForm


@require_POST
def retry(request, pk: int):
    """Have a message that failed, or that the cap refused, sent again, and say what happens."""
    if not request.user.has_perm(PERMISSION_RETRY):
        return permission_denied(request)
    message = get_object_or_404(Message, pk=pk)
    if retry_message(message=message):
        messages.success(request, _("Ce message repart."))
    else:
        messages.warning(request, _("Ce message n’était pas en échec, ou son adresse a été oubliée : rien n’a changé."))
    return redirect("messages:inspect", pk)

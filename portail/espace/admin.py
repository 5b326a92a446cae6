"""The journal of readings in the Wagtail admin: looked at, never written by hand."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Lecture


class LectureFilterSet(WagtailFilterSet):
    class Meta:
        model = Lecture
        fields = {"objet": ["exact"], "action": ["exact"], "moyen": ["exact"], "quand": ["gte", "lte"]}


class LectureViewSet(ModelViewSet):
    model = Lecture
    name = "lectures"
    icon = "view"
    menu_label = _("Journal des lectures")
    menu_order = 860
    add_to_admin_menu = True
    inspect_view_enabled = False
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ("id",)
    filterset_class = LectureFilterSet
    search_fields = ("objet", "lecteur")
    search_backend_name = None
    list_display = (
        Column("objet", label=_("À propos de")),
        Column("lecteur", label=_("Qui"), sort_key="lecteur"),
        Column("utilisateur", label=_("Compte"), accessor="utilisateur"),
        Column("get_moyen_display", label=_("Par quelle voie"), sort_key="moyen"),
        Column("action", label=_("Action")),
        DateColumn("quand", label=_("Quand"), sort_key="quand"),
    )
    list_per_page = 50

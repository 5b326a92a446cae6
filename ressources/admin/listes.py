"""Lists and forms of the guide's tables, as Wagtail snippets gathered under « Guide »."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from ..models import Permanence, PersonneRessource, Rattachement, Signalement, Structure, Thematique
from .choix import FicheChooserViewSet
from .colonnes import CommunesColumn, FraicheurColumn, StatutColumn
from .filtres import PermanenceFilterSet, PersonneFilterSet, SignalementFilterSet, StructureFilterSet
from .panneaux import PERMANENCE, PERSONNE, STRUCTURE
from .signalements import SignalementEditView
from .vues import FicheEditView, guard_instance

MODIFIEE = DateColumn("updated_at", label=_("Modifiée le"), sort_key="updated_at")
VOIR = {"add", "change", "delete", "view"}


class FicheViewSet(SnippetViewSet):
    """Base of the entries: each sees the entries they may change; every address checks the very entry."""

    edit_view_class = FicheEditView
    chooser_viewset_class = FicheChooserViewSet
    search_backend_name = None  # plain conditions: they take any text typed, and join with the filters
    list_per_page = 50

    def construct_view(self, view_class, **kwargs):
        return guard_instance(super().construct_view(view_class, **kwargs), self.model)

    def get_queryset(self, request):
        politique = policy_registry.get_by_type(self.model)
        return self.with_columns(politique.instances_user_has_any_permission_for(request.user, VOIR))

    def with_columns(self, fiches):
        """Read along what the columns show."""
        return fiches


class StructureViewSet(FicheViewSet):
    model = Structure
    icon = "home"
    filterset_class = StructureFilterSet
    search_fields = ("nom", "sigle", "presentation", "lieux__commune__nom")
    list_display = (
        "nom",
        Column("get_type_display", label=_("Type"), sort_key="type"),
        CommunesColumn(lambda structure: structure.lieux.all()),
        FraicheurColumn(),
        Column("source", label=_("Source"), sort_key="source"),
        StatutColumn(),
        MODIFIEE,
    )
    list_export = ("nom", "type", "telephone", "site_web", "source", "verifie_le", "verifie_par", "live")
    export_filename = "structures"
    edit_handler = STRUCTURE

    def with_columns(self, fiches):
        return fiches.prefetch_related("lieux__commune")


class PersonneViewSet(FicheViewSet):
    model = PersonneRessource
    icon = "user"
    filterset_class = PersonneFilterSet
    search_fields = ("prenom", "nom", "fonction", "structure__nom", "structure__lieux__commune__nom")
    list_display = (
        "__str__",
        Column("fonction", label=_("Fonction"), sort_key="fonction"),
        Column("structure", label=_("Structure"), sort_key="structure__nom"),
        CommunesColumn(lambda personne: personne.lieux.all() or personne.structure.lieux.all()),
        FraicheurColumn(),
        StatutColumn(),
        MODIFIEE,
    )
    list_export = ("prenom", "nom", "fonction", "structure", "verifie_le", "verifie_par", "live")
    export_filename = "personnes-ressources"
    edit_handler = PERSONNE

    def with_columns(self, fiches):
        return fiches.select_related("structure").prefetch_related("lieux__commune", "structure__lieux__commune")


class PermanenceViewSet(FicheViewSet):
    model = Permanence
    icon = "calendar"
    filterset_class = PermanenceFilterSet
    search_fields = ("titre", "structure__nom", "personne__nom", "lieu__commune__nom", "commune__nom")
    list_display = (
        "titre",
        Column("structure", label=_("Structure"), sort_key="structure__nom"),
        Column("personne", label=_("Personne"), sort_key="personne__nom"),
        Column("place", label=_("Commune"), accessor=lambda permanence: getattr(permanence.place, "nom", "")),
        FraicheurColumn(),
        StatutColumn(),
        MODIFIEE,
    )
    list_export = ("titre", "structure", "personne", "debut", "regle", "verifie_le", "live")
    export_filename = "permanences"
    edit_handler = PERMANENCE

    def with_columns(self, fiches):
        return fiches.select_related("structure", "personne", "lieu__commune", "commune")


class ThematiqueViewSet(SnippetViewSet):
    model = Thematique
    chooser_viewset_class = FicheChooserViewSet
    icon = "tag"
    search_backend_name = None
    search_fields = ("nom", "slug", "description")
    list_display = ("nom", Column("get_axe_display", label=_("Axe"), sort_key="axe"), "parent", "ordre")
    list_filter = ("axe",)
    ordering = ("ordre", "nom")
    panels = (
        FieldPanel("nom"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("axe"), FieldPanel("parent")]),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("pictogramme"), FieldPanel("ordre")]),
        FieldPanel("codes_di"),
    )


class SignalementViewSet(SnippetViewSet):
    """Reports, the new ones first. They come from the public site: nobody types one here."""

    model = Signalement
    icon = "warning"
    add_view_enabled = False
    copy_view_enabled = False
    edit_view_class = SignalementEditView
    filterset_class = SignalementFilterSet
    search_backend_name = None
    search_fields = ("message", "structure__nom", "personne__nom", "permanence__titre")
    list_display = (
        "__str__",
        Column("get_statut_display", label=_("État"), sort_key="statut"),
        DateColumn("created_at", label=_("Reçu le"), sort_key="created_at"),
        Column("traite_par", label=_("Traité par")),
    )
    ordering = ("-created_at",)
    panels = (
        FieldPanel("motif", read_only=True),
        FieldPanel("message", read_only=True),
        FieldPanel("courriel", read_only=True),
        FieldPanel("statut"),
        FieldPanel("reponse"),
    )

    def get_queryset(self, request):
        return Signalement.objects.select_related("structure", "personne", "permanence", "traite_par")


class RattachementViewSet(SnippetViewSet):
    model = Rattachement
    icon = "key"
    menu_label = _("Comptes des professionnels")
    search_backend_name = None
    search_fields = ("utilisateur__email", "utilisateur__last_name", "structure__nom")
    list_display = ("utilisateur", "structure", "personne", DateColumn("created_at", label=_("Depuis")))
    list_filter = ("structure",)
    panels = (FieldPanel("utilisateur"), FieldPanel("structure"), FieldPanel("personne"))


class ARelireMenuItem(MenuItem):
    def is_shown(self, request):
        return any(
            policy_registry.get_by_type(modele).user_has_permission(request.user, "change")
            for modele in (Structure, PersonneRessource, Permanence)
        )


class GuideViewSetGroup(SnippetViewSetGroup):
    items = (
        PersonneViewSet,
        StructureViewSet,
        PermanenceViewSet,
        SignalementViewSet,
        ThematiqueViewSet,
        RattachementViewSet,
    )
    menu_label = _("Guide")
    menu_name = "guide"
    menu_icon = "group"
    menu_order = 150

    def get_submenu_items(self):
        a_relire = ARelireMenuItem(
            _("À relire"), reverse_lazy("ressources_admin:a_relire"), name="a-relire", icon_name="history", order=0
        )
        return [a_relire, *super().get_submenu_items()]

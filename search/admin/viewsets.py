"""Lists and forms of the words of the search, as Wagtail snippets gathered under « Mots de la recherche »."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.admin.views import CHANGE_WORDS
from search.lexique.models import MiseEnAvant, MotUrgence, Synonymes

CHANGED = DateColumn("updated_at", label=_("Modifiée le"), sort_key="updated_at")


class PreviewPanel(Panel):
    """A button that sends the form, as it is filled, to a page that shows what it would change."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "search/admin/_bouton_apercu.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"pk": self.instance.pk}


class WordsViewSet(SnippetViewSet):
    """Base of the lists: plain conditions find any text typed."""

    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False


class SynonymesViewSet(WordsViewSet):
    model = Synonymes
    icon = "list-ul"
    menu_label = _("Synonymes ajoutés")
    list_display = (
        Column("__str__", label=_("Ligne")),
        Column("get_sens_display", label=_("Sens"), sort_key="sens"),
        BooleanColumn("actif", label=_("En service"), sort_key="actif"),
        CHANGED,
    )
    list_filter = ("sens", "actif")
    search_fields = ("dit", "trouve", "note")
    panels = (
        HelpPanel(
            content=_(
                "<p>Une recherche élargie trouve plus, mais moins juste : regardez l’aperçu avant d’enregistrer. "
                "Le changement vaut pour la recherche suivante, sans rien reconstruire.</p>"
            )
        ),
        FieldPanel("sens"),
        FieldRowPanel([FieldPanel("dit"), FieldPanel("trouve")]),
        FieldRowPanel([FieldPanel("note"), FieldPanel("actif")]),
        PreviewPanel(heading=_("Avant d’enregistrer")),
    )


class MiseEnAvantViewSet(WordsViewSet):
    model = MiseEnAvant
    icon = "pick"
    menu_label = _("Mises en avant")
    list_display = (
        "titre",
        Column("recherches", label=_("Pour")),
        BooleanColumn("en_cours", label=_("Montrée")),
        CHANGED,
    )
    list_filter = ("actif",)
    search_fields = ("titre", "texte", "recherches")
    panels = (
        HelpPanel(
            content=_(
                "<p>Ce résultat passe avant les autres, à part, pour les recherches nommées ici et leurs synonymes. "
                "Gardez-le pour ce que tout le monde doit voir.</p>"
            )
        ),
        FieldPanel("titre"),
        FieldPanel("texte"),
        FieldPanel("lien"),
        FieldPanel("recherches"),
        FieldRowPanel([FieldPanel("du"), FieldPanel("au"), FieldPanel("actif")]),
    )


class MotUrgenceViewSet(WordsViewSet):
    model = MotUrgence
    icon = "warning"
    menu_label = _("Mots d’urgence ajoutés")
    list_display = (
        "expression",
        Column("get_danger_display", label=_("Danger"), sort_key="danger"),
        BooleanColumn("actif", label=_("En service"), sort_key="actif"),
        CHANGED,
    )
    list_filter = ("danger", "actif")
    search_fields = ("expression",)
    panels = (
        HelpPanel(
            content=_(
                "<p>Une recherche qui contient cette expression montre d’abord qui appeler. Elle n’est ni gardée, ni "
                "comptée, ni proposée à d’autres.</p>"
            )
        ),
        FieldPanel("expression"),
        FieldPanel("danger"),
        FieldPanel("actif"),
    )


class ShippedMenuItem(MenuItem):
    """The lines that ship with the code, for who may set them aside."""

    def is_shown(self, request):
        return request.user.has_perm(CHANGE_WORDS)


class WordsViewSetGroup(SnippetViewSetGroup):
    items = (SynonymesViewSet, MiseEnAvantViewSet, MotUrgenceViewSet)
    menu_label = _("Mots de la recherche")
    menu_name = "mots"
    menu_icon = "search"
    menu_order = 160

    def get_submenu_items(self):
        shipped = ShippedMenuItem(
            _("Lignes livrées"), reverse_lazy("search_admin:livrees"), name="livrees", icon_name="doc-full", order=10
        )
        return [*super().get_submenu_items(), shipped]

"""Lists of the opportunities, one per family, gathered under « Opportunités »."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from ressources.admin.colonnes import JourColumn
from ressources.admin.listes import MODIFIEE, FicheViewSet

from ..models import FAMILLES
from ..mots import echeance_of
from ..vocabulaire import Etat, Famille
from .filtres import make_filterset
from .panneaux import PANNEAUX

VIVANTS = {Etat.OUVERTE, Etat.BIENTOT_CLOSE}


class EtatColumn(StatusTagColumn):
    """Where the opportunity is in its life, in a word."""

    def __init__(self, **kwargs):
        super().__init__(
            "etat",
            label=_("État"),
            sort_key="echeance",
            accessor=lambda offre: offre.etat.label,
            primary=lambda offre: offre.etat in VIVANTS,
            **kwargs,
        )


class OffreViewSet(FicheViewSet):
    """Base of the five families."""

    famille: str
    search_fields: tuple[str, ...] = ("titre", "accroche", "organisme", "porteur__nom", "commune__nom")
    ordering = ("echeance", "titre")
    list_export = ("titre", "nom_porteur", "ouverture", "cloture", "debut", "fin", "etat", "source", "verifie_le")

    def with_columns(self, offres):
        return offres.select_related("porteur", "commune")


def make_viewset(famille: str, icone: str, *propres, recherche: tuple[str, ...] = ()) -> type[OffreViewSet]:
    """Return the view set of a family; `propres` are its own columns, `recherche` its own searched fields."""
    colonnes = (
        "titre",
        *propres,
        Column("nom_porteur", label=_("Qui propose")),
        Column("commune", label=_("Commune"), sort_key="commune__nom", accessor=lambda offre: offre.ville),
        Column("delai", label=_("Délai"), accessor=lambda offre: echeance_of(offre).mots),
        EtatColumn(),
        Column("source", label=_("Source"), sort_key="source"),
        MODIFIEE,
    )
    modele = FAMILLES[famille]
    return type(
        f"{modele.__name__}ViewSet",
        (OffreViewSet,),
        {
            "model": modele,
            "icon": icone,
            "famille": famille,
            "menu_label": Famille(famille).label,
            "filterset_class": make_filterset(famille),
            "edit_handler": PANNEAUX[Famille(famille)],
            "list_display": colonnes,
            "export_filename": famille,
            "search_fields": (*OffreViewSet.search_fields, *recherche),
        },
    )


DEBUT = JourColumn("debut", label=_("Commence le"), sort_key="debut")

VIEWSETS = (
    make_viewset(
        Famille.MOBILITE,
        "globe",
        Column("get_pays_display", label=_("Pays"), sort_key="pays"),
        DEBUT,
        recherche=("ville_etrangere",),
    ),
    make_viewset(Famille.LOGEMENT, "home"),
    make_viewset(
        Famille.ALTERNANCE,
        "pick",
        Column("metier", label=_("Métier"), sort_key="metier"),
        DEBUT,
        recherche=("metier", "rome"),
    ),
    make_viewset(Famille.ENGAGEMENT, "group", Column("get_forme_display", label=_("Forme"), sort_key="forme"), DEBUT),
    make_viewset(Famille.EVENEMENT, "calendar", Column("get_genre_display", label=_("Genre"), sort_key="genre"), DEBUT),
)


class SuiviMenuItem(MenuItem):
    """Worklists, for whoever may change an opportunity."""

    def is_shown(self, request):
        return may_follow(request.user)


def may_follow(utilisateur) -> bool:
    return any(
        policy_registry.get_by_type(modele).user_has_permission(utilisateur, "change") for modele in FAMILLES.values()
    )


class OpportunitesViewSetGroup(SnippetViewSetGroup):
    items = VIEWSETS
    menu_label = _("Opportunités")
    menu_name = "opportunites"
    menu_icon = "date"
    menu_order = 160

    def get_submenu_items(self):
        suivi = [
            SuiviMenuItem(
                _("Échéances"),
                reverse_lazy("opportunites_admin:echeances"),
                name="echeances",
                icon_name="history",
                order=0,
            ),
            SuiviMenuItem(
                _("Doublons"), reverse_lazy("opportunites_admin:doublons"), name="doublons", icon_name="copy", order=1
            ),
        ]
        return [*suivi, *super().get_submenu_items()]

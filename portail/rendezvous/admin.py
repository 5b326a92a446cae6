"""The appointments in the Wagtail admin: reasons are edited, appointments only looked at, figures added up."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portail.commun.inspection import InspectParis
from portail.espace.journal import note_lecture
from portail.espace.models import Moyen
from ressources.admin.colonnes import JourColumn

from .models import Motif, RendezVous, VacancesScolaires
from .statistiques import URL_NAME
from .vocabulaire import Lieu, Reservation, Statut

PERMISSION_CHIFFRES = "rendezvous.view_motif"  # whoever sees the reasons sees how many come, and nobody by name


class MotifFilterSet(WagtailFilterSet):
    mode = ChoiceFilter(label=_("Où"), choices=Lieu.choices)
    reservation = ChoiceFilter(label=_("Qui réserve"), choices=Reservation.choices)

    class Meta:
        model = Motif
        fields = ["mode", "reservation", "actif"]


class MotifViewSet(ModelViewSet):
    model = Motif
    name = "motifs"
    icon = "tag"
    menu_label = _("Motifs")
    copy_view_enabled = True
    filterset_class = MotifFilterSet
    search_fields = ("nom", "structure__nom")
    search_backend_name = None
    list_per_page = 50
    list_display = (
        "nom",
        Column("structure", label=_("Structure"), sort_key="structure__nom"),
        Column("duree_minutes", label=_("Minutes"), sort_key="duree_minutes"),
        Column("get_mode_display", label=_("Où"), sort_key="mode"),
        Column("get_reservation_display", label=_("Qui réserve"), sort_key="reservation"),
        Column("capacite", label=_("Places"), sort_key="capacite"),
        BooleanColumn("actif", label=_("Proposé"), sort_key="actif"),
    )
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("structure"),
                    FieldPanel("nom"),
                    FieldPanel("description"),
                    FieldPanel("documents"),
                    FieldPanel("actif"),
                ],
                heading=_("L’essentiel"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("mode"), FieldPanel("capacite")]), FieldPanel("lien_visio")],
                        heading=_("Où et combien"),
                    ),
                    FieldRowPanel([FieldPanel("duree_minutes"), FieldPanel("tampon_minutes")], heading=_("Durée")),
                    FieldRowPanel(
                        [FieldPanel("delai_min_heures"), FieldPanel("delai_max_jours")], heading=_("Quand réserver")
                    ),
                    FieldPanel("reservation"),
                    FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")], heading=_("Âges")),
                ],
                heading=_("Règles"),
            ),
        ]
    )


class RendezVousFilterSet(WagtailFilterSet):
    statut = ChoiceFilter(label=_("État"), choices=Statut.choices)
    pris_par = ChoiceFilter(label=_("Réservé par"), choices=Reservation.choices)

    class Meta:
        model = RendezVous
        fields = {"debut": ["gte", "lte"]}


class InspectRendezVous(InspectParis):
    """One appointment, with who comes: whoever opens it is written down."""

    def get(self, request, *args, **kwargs):
        note_lecture(utilisateur=request.user, objet=self.object.objet, moyen=Moyen.ADMIN)
        return super().get(request, *args, **kwargs)


class RendezVousViewSet(ModelViewSet):
    """The list names nobody who comes."""

    model = RendezVous
    name = "rendezvous_pris"
    icon = "calendar-check"
    menu_label = _("Rendez-vous pris")
    inspect_view_enabled = True
    inspect_view_class = InspectRendezVous
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ("id",)
    filterset_class = RendezVousFilterSet
    search_fields = ("personne__nom", "motif__nom", "motif__structure__nom")
    search_backend_name = None
    list_per_page = 50
    list_display = (
        JourColumn("debut", label=_("Quand"), sort_key="debut"),
        Column("motif", label=_("Motif"), sort_key="motif__nom"),
        Column("personne", label=_("Avec"), sort_key="personne__nom"),
        Column("participants", label=_("Personnes"), sort_key="participants"),
        Column("get_statut_display", label=_("État"), sort_key="statut"),
        Column("get_pris_par_display", label=_("Réservé par"), sort_key="pris_par"),
    )
    inspect_view_fields = (
        "motif",
        "personne",
        "debut",
        "fin",
        "lieu",
        "statut",
        "prenom",
        "telephone",
        "courriel",
        "tranche_age",
        "participants",
        "pris_par",
        "prescripteur",
        "cree_le",
        "confirme_le",
        "termine_le",
        "anonymise_le",
    )


class VacancesViewSet(ModelViewSet):
    model = VacancesScolaires
    name = "vacances_scolaires"
    icon = "date"
    menu_label = _("Vacances scolaires")
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ("nom", "debut", "fin")
    list_display = (
        "nom",
        JourColumn("debut", label=_("Premier jour"), sort_key="debut"),
        JourColumn("fin", label=_("Dernier jour"), sort_key="fin"),
    )


class ChiffresMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION_CHIFFRES)


class RendezVousGroup(ModelViewSetGroup):
    menu_label = _("Rendez-vous")
    menu_icon = "calendar-alt"
    menu_order = 245
    items = (RendezVousViewSet, MotifViewSet, VacancesViewSet)

    def get_submenu_items(self):
        from django.urls import reverse

        chiffres = ChiffresMenuItem(
            _("Chiffres"), reverse(URL_NAME), name="rdv-chiffres", icon_name="list-ol", order=300
        )
        return [*super().get_submenu_items(), chiffres]

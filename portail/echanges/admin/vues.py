"""The requests and the abuses reported, as moderators see them. Nobody edits a request."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters import BooleanFilter, ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portail.commun.inspection import InspectParis
from portail.espace.journal import note_lecture
from portail.espace.models import Moyen
from ressources.ages import Tranche

from ..models import AbusDemande, Demande
from ..services import settle_abus
from ..vocabulaire import Statut, StatutAbus

PERMISSION_DECIDER = "echanges.change_abusdemande"


class DemandeFilterSet(WagtailFilterSet):
    statut = ChoiceFilter(label=_("État"), choices=Statut.choices)
    tranche = ChoiceFilter(label=_("Âge"), choices=Tranche.choices)
    relayee = BooleanFilter(label=_("Confiée au guichet"), field_name="relayee_le", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Demande
        fields = ["statut", "tranche"]


class InspectRead(InspectParis):
    """A page that shows the words of a request: whoever opens it is written down."""

    @property
    def demande(self) -> Demande:
        return self.object

    def get(self, request, *args, **kwargs):
        note_lecture(objet=self.demande.objet, utilisateur=request.user, moyen=Moyen.ADMIN)
        return super().get(request, *args, **kwargs)


class DemandeViewSet(ModelViewSet):
    model = Demande
    name = "demandes"
    icon = "mail"
    menu_label = _("Demandes")
    inspect_view_enabled = True
    inspect_view_class = InspectRead
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ("id",)
    filterset_class = DemandeFilterSet
    search_fields = ("nom_cible", "a_propos")
    search_backend_name = None
    inspect_template_name = "echanges/admin/demande.html"
    inspect_view_fields = (
        "nom_cible",
        "structure",
        "transmise_a",
        "a_propos",
        "statut",
        "tranche",
        "envoyee_le",
        "lue_le",
        "repondue_le",
        "relayee_le",
        "close_le",
        "refus_motif",
        "anonymisee_le",
    )
    list_display = (
        Column("nom_cible", label=_("À qui"), sort_key="nom_cible"),
        Column("get_statut_display", label=_("État"), sort_key="statut"),
        Column("get_tranche_display", label=_("Âge")),
        DateColumn("envoyee_le", label=_("Envoyée"), sort_key="envoyee_le"),
        DateColumn("attend_depuis", label=_("Attend depuis"), sort_key="attend_depuis"),
        DateColumn("repondue_le", label=_("Répondue"), sort_key="repondue_le"),
    )


class AbusFilterSet(WagtailFilterSet):
    statut = ChoiceFilter(label=_("État"), choices=StatutAbus.choices)

    class Meta:
        model = AbusDemande
        fields = ["statut"]


class InspectAbus(InspectRead):
    """The report and the request's words, to decide."""

    @property
    def demande(self) -> Demande:
        return self.object.demande


class AbusViewSet(ModelViewSet):
    model = AbusDemande
    name = "abus_demandes"
    icon = "warning"
    menu_label = _("Abus signalés")
    inspect_view_enabled = True
    inspect_view_class = InspectAbus
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ("id",)
    filterset_class = AbusFilterSet
    search_fields = ("signale_par", "demande__nom_cible")
    search_backend_name = None
    inspect_template_name = "echanges/admin/abus.html"
    inspect_view_fields = ("motif", "signale_par", "signale_le", "statut", "traite_par", "traite_le")
    list_display = (
        Column("demande_nom", label=_("Demande à"), accessor=lambda abus: abus.demande.nom_cible),
        Column("signale_par", label=_("Signalé par"), sort_key="signale_par"),
        Column("get_statut_display", label=_("État"), sort_key="statut"),
        DateColumn("signale_le", label=_("Signalé"), sort_key="signale_le"),
    )


class DemandesGroup(ModelViewSetGroup):
    menu_label = _("Demandes")
    menu_icon = "mail"
    menu_order = 240
    items = (DemandeViewSet, AbusViewSet)


@require_POST
def decide(request, pk: int):
    """Settle a report: `fonde` erases the request, anything else lets it go on."""
    if not request.user.has_perm(PERMISSION_DECIDER):
        return permission_denied(request)
    abus = get_object_or_404(AbusDemande.objects.select_related("demande"), pk=pk)
    fonde = request.POST.get("decision") == StatutAbus.FONDE
    settle_abus(abus=abus, fonde=fonde, par=request.user)
    messages.success(request, _("La demande est effacée.") if fonde else _("Le signalement est écarté."))
    return redirect("abus_demandes:index")

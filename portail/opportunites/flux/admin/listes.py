"""The list of feeds, their settings, and the page that tells how each does."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from ressources.models.importation import StatutQuarantaine

from ..models import Flux, OffreEnQuarantaine
from .acces import REGLER
from .formulaires import FichierForm, FluxForm

AIDE = _(
    "Chaque ligne dit où, dans le flux, se trouve un champ de l’offre : « titre », « offre.nom », « lieux.0.ville ». "
    "« Sinon » donne une valeur quand le flux ne dit rien. Pour voir les chemins de votre flux, enregistrez, puis "
    "envoyez un fichier d’exemple depuis la page du flux."
)


class FluxIndexView(generic.IndexView):
    """The feeds with what waits in each; the title leads to the page of the feed."""

    page_title = _("Flux d’offres")
    add_item_label = _("Ajouter un flux")

    def get_base_queryset(self):
        attendent = (
            OffreEnQuarantaine.objects.filter(
                site=OuterRef("site"), source=OuterRef("nom"), statut=StatutQuarantaine.A_TRAITER
            )
            .order_by()
            .values("source")
            .annotate(n=Count("pk"))
        )
        return super().get_base_queryset().annotate(en_attente=Coalesce(Subquery(attendent.values("n")), 0))

    def get_edit_url(self, instance):
        return reverse("flux:inspect", args=[instance.pk])


class FluxInspectView(generic.InspectView):
    """How a feed does: its state, its latest runs, the quality of the last one, what waits."""

    page_title = _("Flux")

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        passages = list(self.object.passages.select_related("par").defer("remarques")[:20])
        dernier = next((passage for passage in passages if passage.bilan), None)
        offres = self.object.offres
        contexte |= {
            "flux": self.object,
            "passages": passages,
            "dernier": dernier,
            "qualite": rates(dernier.qualite) if dernier else [],
            "refus": dernier.qualite.get("refus", []) if dernier else [],
            "en_attente": OffreEnQuarantaine.objects.filter(
                site=self.object.site_id, source=self.object.nom, statut=StatutQuarantaine.A_TRAITER
            ).count(),
            "publiees": offres.published().filter(retiree_le=None).count(),
            "peut_regler": self.request.user.has_perm(REGLER),
            "fichier": FichierForm(),
        }
        return contexte


def rates(qualite: dict) -> list[tuple[str, int, int]]:
    """Return (field, empty ones, share in %) of a run, the emptiest first."""
    from ..champs import AUTRES, CHAMPS

    libelles = {nom: champ.libelle for nom, champ in CHAMPS.items()} | AUTRES
    lues = qualite.get("lues") or 1
    return [(str(libelles[nom]), n, round(100 * n / lues)) for nom, n in qualite.get("vides", {}).items()]


class FluxViewSet(ModelViewSet):
    model = Flux
    icon = "download"
    menu_label = _("Flux d’offres")
    menu_order = 225
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = FluxInspectView
    index_view_class = FluxIndexView
    inspect_template_name = "flux/admin/tableau.html"
    search_fields = ("titre", "nom")
    search_backend_name = None
    list_filter = ("format", "famille", "actif")
    list_display = (
        "titre",
        Column("etat", label=_("État")),
        Column("get_format_display", label=_("Format"), sort_key="format"),
        DateColumn("dernier_le", label=_("Dernier passage"), sort_key="dernier_le"),
        Column("en_attente", label=_("Mises de côté"), sort_key="en_attente"),
    )
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("titre"),
                    FieldPanel("nom"),
                    FieldRowPanel([FieldPanel("format"), FieldPanel("famille")]),
                    FieldPanel("site"),
                    FieldPanel("publier"),
                ],
                heading=_("Le partenaire"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("url"),
                    FieldPanel("jeton"),
                    FieldRowPanel([FieldPanel("actif"), FieldPanel("frequence")]),
                ],
                heading=_("Où et quand le lire"),
            ),
            MultiFieldPanel(
                [
                    HelpPanel(content=AIDE),
                    FieldPanel("elements"),
                    FieldPanel("deviner"),
                    InlinePanel(
                        "correspondances",
                        [FieldPanel("champ"), FieldRowPanel([FieldPanel("chemin"), FieldPanel("valeur")])],
                        label=_("champ"),
                    ),
                ],
                heading=_("Comment le comprendre"),
            ),
        ],
        base_form_class=FluxForm,
    )

"""The list and the form of the dispositifs in the Wagtail admin."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ressources.admin.choix import FicheChooserViewSet
from ressources.admin.colonnes import FraicheurColumn, JourColumn, StatutColumn
from ressources.admin.filtres import CONDITIONS
from ressources.fraicheur import Fraicheur
from ressources.models import Thematique
from ressources.vocabulaire import Axe

from ..models import Dispositif
from ..vocabulaire import Apport
from .essai import EssaiPanel
from .formulaire import DispositifForm

COCHES = forms.CheckboxSelectMultiple
EQUIPE = "dispositifs.publish_dispositif"  # who may see the tab « Gestion » whole

FORMULAIRE = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("nom", required_on_save=True),  # a draft must have a name to be found again
                FieldPanel("chapeau"),
                FieldRowPanel([FieldPanel("axe"), FieldPanel("apport")]),
                FieldPanel("montant"),
                FieldPanel("thematiques", widget=COCHES),
                FieldPanel("en_clair"),
                FieldPanel("laboratoire"),
            ],
            heading=_("L’essentiel"),
        ),
        ObjectList(
            [
                HelpPanel(
                    content=_(
                        "Ce qui est dit ici décide de la réponse de « Ce à quoi tu as droit » : oui, peut-être, "
                        "bientôt ou non. Une question laissée sans réponse ne donne jamais « non »."
                    )
                ),
                FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")], heading=_("Âges")),
                FieldPanel("zones", heading=_("Territoire")),
                FieldRowPanel([FieldPanel("ouverture"), FieldPanel("cloture")], heading=_("Dates")),
                FieldPanel("regle"),
                EssaiPanel(heading=_("Essayer la règle")),
                FieldPanel("conditions"),
            ],
            heading=_("Pour qui"),
        ),
        ObjectList(
            [
                InlinePanel("etapes", heading=_("Comment faire"), label=_("Étape")),
                FieldPanel("documents"),
                FieldPanel("calendrier"),
                FieldRowPanel([FieldPanel("lien"), FieldPanel("lien_nom")], heading=_("Site officiel")),
                FieldPanel("corps"),
            ],
            heading=_("Comment l’avoir"),
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("porteur"), FieldPanel("pilote")]),
                FieldPanel("partenaires"),
                FieldPanel("public"),
                FieldPanel("territoire_detail"),
                FieldRowPanel([FieldPanel("beneficiaires_min"), FieldPanel("beneficiaires_max")]),
                FieldPanel("evaluation"),
            ],
            heading=_("Qui le mène"),
        ),
        ObjectList(
            [
                FieldPanel("slug"),
                FieldPanel("site", permission=EQUIPE),
                FieldPanel("sites_adoptants", widget=COCHES, permission=EQUIPE),
                MultiFieldPanel(
                    [
                        HelpPanel(
                            content=_(
                                "La date de vérification change avec « Marquer comme vérifié » dans la liste, jamais "
                                "en modifiant le texte."
                            )
                        ),
                        FieldPanel("verifie_le", read_only=True),
                        FieldPanel("verifie_par", read_only=True),
                    ],
                    heading=_("Vérification"),
                ),
                FieldPanel("lien_source"),
            ],
            heading=_("Gestion"),
        ),
    ],
    base_form_class=DispositifForm,
)


class DispositifFilterSet(WagtailFilterSet):
    fraicheur = django_filters.ChoiceFilter(
        label=_("Fraîcheur"), choices=Fraicheur.choices, method="filter_fraicheur", empty_label=_("Toutes")
    )
    live = django_filters.ChoiceFilter(
        label=_("Statut"), choices=[("True", _("Publié")), ("False", _("Brouillon ou retiré"))], empty_label=_("Tous")
    )
    axe = django_filters.MultipleChoiceFilter(label=_("Axe"), choices=Axe.choices, widget=COCHES)
    apport = django_filters.MultipleChoiceFilter(label=_("Ce que ça apporte"), choices=Apport.choices, widget=COCHES)
    thematiques = django_filters.ModelMultipleChoiceFilter(
        label=_("Thèmes"), queryset=Thematique.objects.all(), widget=COCHES
    )
    dates = django_filters.ChoiceFilter(
        label=_("Dates"),
        choices=[("bientot", _("Bientôt clos")), ("clos", _("Clos"))],
        method="filter_dates",
        empty_label=_("Toutes"),
    )

    class Meta:
        model = Dispositif
        fields = ["fraicheur", "live", "axe", "apport", "thematiques", "laboratoire", "dates"]

    def filter_fraicheur(self, dispositifs, nom, valeur):
        return dispositifs.filter(CONDITIONS[Fraicheur(valeur)]())

    def filter_dates(self, dispositifs, nom, valeur):
        if valeur == "bientot":
            return dispositifs.closing_soon()
        return dispositifs.exclude(pk__in=Dispositif.objects.open_on().values("pk"))


class DispositifViewSet(SnippetViewSet):
    model = Dispositif
    icon = "pick"
    menu_label = _("Aides et programmes")
    menu_name = "dispositifs"
    menu_order = 160
    add_to_admin_menu = True
    chooser_viewset_class = FicheChooserViewSet
    filterset_class = DispositifFilterSet
    search_backend_name = None  # plain conditions: they take any text typed, and join with the filters
    search_fields = ("nom", "chapeau", "porteur")
    list_per_page = 50
    list_display = (
        "nom",
        Column("get_axe_display", label=_("Axe"), sort_key="axe"),
        Column("get_apport_display", label=_("Apport"), sort_key="apport"),
        JourColumn("cloture", label=_("Ferme le"), sort_key="cloture"),
        FraicheurColumn(),
        StatutColumn(),
    )
    list_export = (
        "nom",
        "slug",
        "axe",
        "apport",
        "porteur",
        "age_min",
        "age_max",
        "ouverture",
        "cloture",
        "verifie_le",
    )
    export_filename = "dispositifs"
    edit_handler = FORMULAIRE

"""Filters of the lists."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from geo.lookup import resolve_ou
from geo.models import Epci

from ..fraicheur import Fraicheur, peremption_limit, relecture_limit
from ..models import Lieu, Permanence, PersonneRessource, Signalement, Structure, Thematique
from ..vocabulaire import TypeStructure
from .widgets import ChoixCommune

CONDITIONS = {
    Fraicheur.JAMAIS: lambda: Q(verifie_le=None),
    Fraicheur.PERIMEE: lambda: Q(verifie_le__lte=peremption_limit()),
    Fraicheur.A_RELIRE: lambda: Q(verifie_le__lte=relecture_limit(), verifie_le__gt=peremption_limit()),
    Fraicheur.FRAICHE: lambda: Q(verifie_le__gt=relecture_limit()),
}


class FicheFilterSet(WagtailFilterSet):
    """Filters that every entry has; `vers_lieu` leads from the entry to the structure of its places."""

    vers_lieu = "pk"

    fraicheur = django_filters.ChoiceFilter(
        label=_("Fraîcheur"), choices=Fraicheur.choices, method="filter_fraicheur", empty_label=_("Toutes")
    )
    live = django_filters.ChoiceFilter(
        label=_("Statut"), choices=[("True", _("Publiée")), ("False", _("Brouillon ou retirée"))], empty_label=_("Tous")
    )
    commune = django_filters.CharFilter(label=_("Commune"), method="filter_commune", widget=ChoixCommune)
    epci = django_filters.ModelChoiceFilter(
        label=_("Intercommunalité"), queryset=Epci.objects.none(), method="filter_epci", empty_label=_("Toutes")
    )
    source = django_filters.ChoiceFilter(label=_("Source"), choices=[], empty_label=_("Toutes"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["epci"].queryset = used_epcis()
        sources = self._meta.model.objects.exclude(source="").order_by("source").values_list("source", flat=True)
        self.form.fields["source"].choices = [("", _("Toutes")), *((nom, nom) for nom in sources.distinct())]

    def filter_fraicheur(self, fiches, nom, valeur):
        return fiches.filter(CONDITIONS[Fraicheur(valeur)]())

    def filter_commune(self, fiches, nom, valeur):
        """Keep the entries with a place in the commune, nothing when the text names none."""
        commune = resolve_ou(valeur.partition("(")[0]).commune
        if commune is None:
            return fiches.none()
        return fiches.filter(self.at(Q(commune=commune) | Q(commune__parent=commune)))

    def filter_epci(self, fiches, nom, valeur):
        return fiches.filter(self.at(Q(commune__epci=valeur)))

    def at(self, ou: Q) -> Q:
        """Return the condition "has a place where `ou` holds"."""
        return Q(Exists(Lieu.objects.filter(ou, structure_id=OuterRef(self.vers_lieu))))


def used_epcis():
    """Keep the groupings of communes where the guide has a place."""
    return Epci.objects.filter(pk__in=Lieu.objects.values("commune__epci")).order_by("nom")


def theme_filter(nom: str) -> django_filters.ModelMultipleChoiceFilter:
    return django_filters.ModelMultipleChoiceFilter(
        label=_("Thèmes"), field_name=nom, queryset=Thematique.objects.all(), widget=forms.CheckboxSelectMultiple
    )


class StructureFilterSet(FicheFilterSet):
    type = django_filters.MultipleChoiceFilter(
        label=_("Type"), choices=TypeStructure.choices, widget=forms.CheckboxSelectMultiple
    )
    thematiques = theme_filter("thematiques")

    class Meta:
        model = Structure
        fields = ["fraicheur", "live", "type", "thematiques", "commune", "epci", "source"]


class PersonneFilterSet(FicheFilterSet):
    vers_lieu = "structure_id"
    competences = theme_filter("competences")

    class Meta:
        model = PersonneRessource
        fields = ["fraicheur", "live", "competences", "commune", "epci", "source"]


class PermanenceFilterSet(FicheFilterSet):
    thematiques = theme_filter("thematiques")

    class Meta:
        model = Permanence
        fields = ["fraicheur", "live", "thematiques", "commune", "epci", "source"]

    def at(self, ou: Q) -> Q:
        guide = Q(Exists(Lieu.objects.filter(ou, pk=OuterRef("lieu_id"))))
        return guide | ou


class SignalementFilterSet(WagtailFilterSet):
    class Meta:
        model = Signalement
        fields = ["statut", "motif"]

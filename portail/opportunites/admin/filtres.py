"""Filters of the lists."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from geo.lookup import resolve_ou
from ressources.admin.filtres import theme_filter
from ressources.admin.widgets import ChoixCommune

from ..models import FAMILLES
from ..vocabulaire import (
    Contrat,
    DomaineEngagement,
    Etat,
    Famille,
    FormeEngagement,
    GenreEvenement,
    Niveau,
    Programme,
    ServiceLogement,
)

ETATS = {
    Etat.BROUILLON: lambda offres, jour: offres.filter(live=False, archivee_le=None),
    Etat.FUTURE: lambda offres, jour: offres.published().opening_after(jour),
    Etat.OUVERTE: lambda offres, jour: offres.published().open_on(jour),
    Etat.BIENTOT_CLOSE: lambda offres, jour: offres.published().closing_within(jour=jour),
    Etat.CLOSE: lambda offres, jour: offres.filter(live=True).closed_on(jour),
    Etat.ARCHIVEE: lambda offres, jour: offres.archived(),
}


class OffreFilterSet(WagtailFilterSet):
    """Filters that every family has."""

    etat = django_filters.ChoiceFilter(
        label=_("État"), choices=Etat.choices, method="filter_etat", empty_label=_("Tous")
    )
    commune = django_filters.CharFilter(label=_("Commune"), method="filter_commune", widget=ChoixCommune)
    source = django_filters.ChoiceFilter(label=_("Source"), choices=[], empty_label=_("Toutes"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sources = self._meta.model.objects.exclude(source="").order_by("source").values_list("source", flat=True)
        self.form.fields["source"].choices = [("", _("Toutes")), *((nom, nom) for nom in sources.distinct())]

    def filter_etat(self, offres, nom, valeur):
        dans_cet_etat = ETATS[Etat(valeur)](self._meta.model.objects.all(), timezone.localdate())
        return offres.filter(pk__in=dans_cet_etat.values("pk"))

    def filter_commune(self, offres, nom, valeur):
        commune = resolve_ou(valeur.partition("(")[0]).commune
        if commune is None:
            return offres.none()
        return offres.filter(Q(commune=commune) | Q(commune__parent=commune))


def choice(champ: str, titre, valeurs) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        field_name=champ, label=titre, choices=valeurs, widget=forms.CheckboxSelectMultiple
    )


def filter_services(offres, _nom, valeurs):
    """Keep the desks that help for one of these; the list is JSON, read as text on every database."""
    condition = Q(pk__in=[]) if valeurs else Q()
    for valeur in valeurs:
        condition |= Q(services__icontains=f'"{valeur}"')
    return offres.filter(condition)


PROPRES: dict[str, dict[str, django_filters.Filter]] = {
    Famille.MOBILITE: {"programme": choice("programme", _("Programme"), Programme.choices)},
    Famille.LOGEMENT: {
        "services": django_filters.MultipleChoiceFilter(
            label=_("Aide pour"),
            choices=ServiceLogement.choices,
            widget=forms.CheckboxSelectMultiple,
            method=filter_services,
        )
    },
    Famille.ALTERNANCE: {
        "contrat": choice("contrat", _("Contrat"), Contrat.choices),
        "niveau_prepare": choice("niveau_prepare", _("Niveau préparé"), Niveau.choices),
    },
    Famille.ENGAGEMENT: {
        "forme": choice("forme", _("Forme"), FormeEngagement.choices),
        "domaine": choice("domaine", _("Domaine"), DomaineEngagement.choices),
    },
    Famille.EVENEMENT: {"genre": choice("genre", _("Genre"), GenreEvenement.choices)},
}


def make_filterset(famille: str) -> type[OffreFilterSet]:
    """Return the filters of a family: the common ones, then its own."""
    modele, propres = FAMILLES[famille], PROPRES[famille]
    meta = type("Meta", (), {"model": modele, "fields": ["etat", "commune", *propres, "thematiques", "source"]})
    return type(
        f"{modele.__name__}FilterSet",
        (OffreFilterSet,),
        {"Meta": meta, "thematiques": theme_filter("thematiques"), **propres},
    )

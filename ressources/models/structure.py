"""Structures: the organisations that receive young people."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from ..champs import ListeCodes, TelephoneField
from ..querysets import StructureQuerySet
from ..vocabulaire import RESEAUX, Frais, ModeAccueil, TypeStructure
from .apercu import ApercuFiche
from .fiche import HORS_BROUILLON, Fiche, Joignable, make_slug


class Structure(ApercuFiche, Joignable, Fiche, index.Indexed):
    """An organisation, its networks, what it offers and whom it receives; its places are `lieux`."""

    hors_brouillon = (*HORS_BROUILLON, "opposition")
    gabarit = "ressources/structure.html"

    nom = models.CharField(_("nom"), max_length=150, help_text=_("Le nom écrit sur la porte."))
    slug = models.SlugField(_("adresse"), max_length=80, blank=True, editable=False)
    sigle = models.CharField(_("sigle"), max_length=30, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=TypeStructure.choices, default=TypeStructure.AUTRE)
    reseaux = ListeCodes(_("réseaux"), choix=RESEAUX.items())
    presentation = models.TextField(
        _("présentation"),
        blank=True,
        help_text=_("Ce qu’on y trouve, en phrases courtes, en disant « tu ». Une ligne vide sépare deux paragraphes."),
    )
    thematiques = ParentalManyToManyField(
        "ressources.Thematique", blank=True, related_name="structures", verbose_name=_("thématiques")
    )
    frais = models.CharField(_("prix"), max_length=10, choices=Frais.choices, blank=True)
    frais_detail = models.CharField(
        _("précisions sur le prix"), max_length=250, blank=True, help_text=_("Exemple : adhésion de 5 € par an.")
    )
    modes_accueil = ListeCodes(_("modes d’accueil"), choix=ModeAccueil.choices)
    distanciel = models.BooleanField(
        _("aide aussi à distance"),
        default=False,
        help_text=_("Cochez si l’on peut être aidé sans venir, où que l’on habite sur le territoire desservi."),
    )
    telephone = TelephoneField(_("téléphone"))
    site_web = models.URLField(_("site web"), max_length=500, blank=True)
    siret = models.CharField(
        _("SIRET"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", _("Un SIRET compte 14 chiffres."))],
    )

    objects = StructureQuerySet.as_manager()

    search_fields = [
        index.SearchField("nom", boost=3),
        index.AutocompleteField("nom"),
        index.SearchField("sigle"),
        index.AutocompleteField("sigle"),
        index.SearchField("presentation"),
        index.FilterField("type"),
        index.FilterField("live"),
    ]

    class Meta(Fiche.Meta):
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ["nom", "pk"]

    def __str__(self) -> str:
        return self.nom

    def save(self, **kwargs):
        self.slug = make_slug(self.nom)
        super().save(**kwargs)

    def get_absolute_url(self) -> str:
        return reverse("ressources:structure", args=[self.pk, self.slug])

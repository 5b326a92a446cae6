"""Themes: our own tree, mapped to the laboratory's five axes and to data·inclusion."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from ..champs import ListeCodes
from ..vocabulaire import THEMATIQUES_DI, Axe


class ThematiqueQuerySet(models.QuerySet):
    def roots(self):
        """Keep the themes that stand right under an axis."""
        return self.filter(parent=None)


class Thematique(index.Indexed, models.Model):
    """A need as a young person would say it: "me loger", "trouver une alternance"."""

    slug = models.SlugField(
        _("identifiant"),
        max_length=60,
        unique=True,
        help_text=_("Paraît dans l’adresse des recherches : ne le changez plus une fois choisi."),
    )
    nom = models.CharField(_("nom"), max_length=80, help_text=_("Court et en mots simples : « Me loger »."))
    axe = models.CharField(_("axe"), max_length=12, choices=Axe.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enfants",
        verbose_name=_("fait partie de"),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Une phrase pour qui hésite entre deux thèmes.")
    )
    pictogramme = models.SlugField(
        _("pictogramme"), max_length=40, blank=True, help_text=_("Nom d’une icône du guide de style.")
    )
    ordre = models.PositiveSmallIntegerField(_("ordre"), default=0)
    codes_di = ListeCodes(
        _("thématiques data·inclusion"),
        choix=THEMATIQUES_DI.items(),
        help_text=_("Les codes nationaux que ce thème recouvre : ils servent aux importations et aux exports."),
    )

    objects = ThematiqueQuerySet.as_manager()

    search_fields = [index.SearchField("nom"), index.AutocompleteField("nom"), index.FilterField("axe")]

    class Meta:
        verbose_name = _("thématique")
        verbose_name_plural = _("thématiques")
        ordering = ["ordre", "nom"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="ressources_thematique_parent_autre",
                violation_error_message=_("Une thématique ne fait pas partie d’elle-même."),
            )
        ]

    def __str__(self) -> str:
        return self.nom

    def clean(self):
        """Refuse a parent that descends from this theme or belongs to another axis."""
        ancetre = self.parent
        while ancetre is not None:
            if ancetre.pk is not None and ancetre.pk == self.pk:
                raise ValidationError({"parent": _("Cette thématique en fait déjà partie.")})
            ancetre = ancetre.parent
        if self.parent and self.parent.axe != self.axe:
            raise ValidationError({"parent": _("Choisissez une thématique du même axe.")})

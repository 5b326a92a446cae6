"""What every entry of the guide shares: owner, whom it serves, where it comes from, when it was checked."""

from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    Site,
    WorkflowMixin,
)

from ..champs import ListeCodes
from ..vocabulaire import Langue, Public

AGE_MAX = 120
# A draft is a picture of the text. What follows belongs to the entry as a whole: an old draft never brings it back.
HORS_BROUILLON = (
    "source",
    "source_id",
    "champs_proteges",
    "verifie_le",
    "verifie_par",
    "created_at",
)


class Fiche(WorkflowMixin, DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, ClusterableModel):
    """An entry of the guide. `updated_at` says when its text changed, `verifie_le` when somebody confirmed it."""

    hors_brouillon: tuple[str, ...] = HORS_BROUILLON

    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("site propriétaire"),
        help_text=_("Le CRIJ qui tient cette fiche à jour."),
    )
    sites_adoptants = ParentalManyToManyField(
        Site,
        blank=True,
        related_name="+",
        verbose_name=_("autres sites"),
        help_text=_("Les autres sites qui montrent aussi cette fiche."),
    )
    publics = ListeCodes(
        _("publics"),
        choix=Public.choices,
        help_text=_("Ne cochez rien si tout le monde est reçu."),
    )
    age_min = models.PositiveSmallIntegerField(_("âge minimum"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(
        _("âge maximum"), null=True, blank=True, help_text=_("Compris : 25 veut dire jusqu’au 26e anniversaire.")
    )
    langues = ListeCodes(
        _("langues parlées"),
        choix=Langue.choices,
        help_text=_("Ne cochez rien si l’accueil se fait seulement en français."),
    )
    zones = ParentalManyToManyField(
        "geo.Zone",
        blank=True,
        related_name="+",
        verbose_name=_("territoire desservi"),
        help_text=_("Qui a le droit de venir ? Laissez vide si l’on vient de partout."),
    )
    source = models.CharField(_("source"), max_length=80, blank=True, editable=False)
    source_id = models.CharField(_("identifiant dans la source"), max_length=255, blank=True, editable=False)
    lien_source = models.URLField(_("lien vers la source"), max_length=500, blank=True)
    champs_proteges = models.JSONField(
        _("champs corrigés à la main"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Une importation n’y touche plus."),
    )
    verifie_le = models.DateField(_("vérifiée le"), null=True, blank=True, editable=False, db_index=True)
    verifie_par = models.CharField(_("vérifiée par"), max_length=120, blank=True, editable=False)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_min__lte=F("age_max")),
                name="%(app_label)s_%(class)s_ages_dans_l_ordre",
                violation_error_message=_("L’âge minimum dépasse l’âge maximum."),
            ),
            models.CheckConstraint(
                condition=(Q(age_min__isnull=True) | Q(age_min__lte=AGE_MAX))
                & (Q(age_max__isnull=True) | Q(age_max__lte=AGE_MAX)),
                name="%(app_label)s_%(class)s_ages_possibles",
                violation_error_message=_("Un âge ne dépasse pas 120 ans."),
            ),
            models.UniqueConstraint(
                fields=["site", "source", "source_id"],
                condition=~Q(source_id=""),
                name="%(app_label)s_%(class)s_source_unique",
                violation_error_message=_("Cette source a déjà donné une fiche avec cet identifiant."),
            ),
        ]

    def save(self, **kwargs):
        """Write the entry and its children together, so that nobody indexes one without the other."""
        with transaction.atomic():
            super().save(**kwargs)

    def with_content_json(self, content: dict[str, Any]):
        """Build the draft of a revision, keeping what does not belong to drafts as the database has it now."""
        draft = super().with_content_json(content)
        actuels = type(self)._default_manager.filter(pk=self.pk).values(*self.hors_brouillon).first() or {}
        for nom, valeur in actuels.items():
            setattr(draft, nom, valeur)
        return draft


class Joignable(models.Model):
    """Contacts, each public or hidden, and the right to be left out altogether."""

    telephone_visible = models.BooleanField(_("montrer le téléphone"), default=True)
    courriel = models.EmailField(_("courriel"), blank=True)
    courriel_visible = models.BooleanField(_("montrer le courriel"), default=False)
    opposition = models.BooleanField(
        _("opposition"),
        default=False,
        editable=False,
        help_text=_("Ne doit plus paraître, ni revenir par une importation."),
    )

    class Meta:
        abstract = True


def make_slug(texte: str) -> str:
    """Return the readable part of an address, never empty: "Mission locale de Lille" → "mission-locale-de-lille"."""
    return slugify(texte)[:80].strip("-") or "fiche"

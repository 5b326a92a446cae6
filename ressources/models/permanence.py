"""Permanences: somebody receives, at a place and at given times, once or by an RFC 5545 rule."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from ..champs import DatesJson
from ..querysets import PermanenceQuerySet
from ..recurrence import Recurrence, validate_regle
from ..validation import validate_position
from ..vocabulaire import Modalite
from .fiche import Fiche
from .lieu import POSITION_VALIDE

if TYPE_CHECKING:
    from .personne import PersonneRessource
    from .structure import Structure

DUREE_MAX = 24 * 60


class Permanence(Fiche, index.Indexed):
    """Held by a person, a structure, or both. Without `zones` it serves whom its holder serves.

    The hour of `debut` is a wall clock hour of Europe/Paris: it stays the same across changes of clock.
    """

    titre = models.CharField(_("titre"), max_length=150, help_text=_("Exemple : « Permanence logement »."))
    structure = models.ForeignKey(
        "ressources.Structure",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="permanences",
        verbose_name=_("structure"),
    )
    personne = models.ForeignKey(
        "ressources.PersonneRessource",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="permanences",
        verbose_name=_("personne"),
    )
    lieu = models.ForeignKey(
        "ressources.Lieu",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="permanences",
        verbose_name=_("lieu du guide"),
        help_text=_("Ou bien donnez une autre adresse ci-dessous."),
    )
    adresse = models.CharField(_("autre adresse"), max_length=250, blank=True)
    code_postal = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.ForeignKey(
        "geo.Commune", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    debut = models.DateTimeField(_("première date"), help_text=_("Jour et heure de la première permanence."))
    duree_minutes = models.PositiveSmallIntegerField(_("durée en minutes"), default=120)
    regle = models.CharField(
        _("répétition"),
        max_length=200,
        blank=True,
        validators=[validate_regle],
        help_text=_("Laissez vide pour une seule fois. Exemple : FREQ=WEEKLY;BYDAY=TU (chaque mardi)."),
    )
    exceptions = DatesJson(_("dates annulées"), help_text=_("Une date par ligne : 24/12/2026."))
    jours_feries = models.BooleanField(_("a lieu aussi les jours fériés"), default=False)
    thematiques = ParentalManyToManyField(
        "ressources.Thematique", blank=True, related_name="permanences", verbose_name=_("thématiques")
    )
    sur_rendez_vous = models.BooleanField(_("sur rendez-vous"), default=False)
    modalite = models.CharField(_("modalité"), max_length=10, choices=Modalite.choices, default=Modalite.SUR_PLACE)
    description = models.TextField(_("description"), blank=True)

    preview_modes = ()  # drawn on the page of its holder

    objects = PermanenceQuerySet.as_manager()

    search_fields = [
        index.SearchField("titre", boost=3),
        index.AutocompleteField("titre"),
        index.SearchField("description"),
        index.FilterField("live"),
    ]

    class Meta(Fiche.Meta):
        verbose_name = _("permanence")
        verbose_name_plural = _("permanences")
        ordering = ["titre", "pk"]
        constraints = [
            *Fiche.Meta.constraints,
            models.CheckConstraint(
                condition=Q(structure__isnull=False) | Q(personne__isnull=False),
                name="ressources_permanence_tenue",
                violation_error_message=_("Dites quelle structure ou quelle personne tient la permanence."),
            ),
            models.CheckConstraint(
                condition=Q(duree_minutes__range=(1, DUREE_MAX)),
                name="ressources_permanence_duree",
                violation_error_message=_("Une permanence dure entre une minute et une journée."),
            ),
            models.CheckConstraint(
                condition=POSITION_VALIDE,
                name="ressources_permanence_position_valide",
                violation_error_message=_("La latitude et la longitude vont ensemble, en degrés."),
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    def clean(self):
        super().clean()
        if self.modalite == Modalite.SUR_PLACE and not (self.lieu_id or self.commune_id):
            raise ValidationError({"lieu": _("Choisissez un lieu, ou donnez une adresse et sa commune.")})
        if self.commune_id:
            validate_position(self.commune, self.latitude, self.longitude)

    def get_absolute_url(self) -> str:
        """A permanence is read on the page of whoever holds it."""
        return f"{self.tenant.get_absolute_url()}#permanence-{self.pk}"

    @property
    def tenant(self) -> "PersonneRessource | Structure":
        """Who holds it: the person if there is one, else the structure. A constraint has it held by somebody."""
        return cast("PersonneRessource | Structure", self.personne or self.structure)

    @property
    def structure_tenante(self) -> "Structure":
        """The structure behind it: its own, else its person's."""
        return self.structure or cast("PersonneRessource", self.personne).structure

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(
            debut=self.debut,
            duree_minutes=self.duree_minutes,
            regle=self.regle,
            exceptions=tuple(self.exceptions),
            jours_feries=self.jours_feries,
            pays=self.place.pays if self.place else "FR",
        )

    @property
    def place(self):
        """The commune where it is held: its place's, else its own; None at a distance."""
        return self.lieu.commune if self.lieu else self.commune

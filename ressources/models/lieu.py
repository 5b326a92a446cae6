"""Places: an address, a position, opening hours, access."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from geo.distance import PositionQuerySet

from ..champs import TelephoneField
from ..validation import validate_horaires, validate_position
from ..vocabulaire import Accessibilite

# Both or none: SQL lets through what it cannot tell, and a comparison with NULL is such.
POSITION_VALIDE = Q(latitude=None, longitude=None) | Q(
    latitude__isnull=False, longitude__isnull=False, latitude__range=(-90, 90), longitude__range=(-180, 180)
)


class Lieu(Orderable):
    """One of the places of a structure. Positions are in degrees (WGS 84); hours follow OpenStreetMap's syntax."""

    structure = ParentalKey("ressources.Structure", on_delete=models.CASCADE, related_name="lieux")
    nom = models.CharField(
        _("nom du lieu"),
        max_length=150,
        blank=True,
        help_text=_("Seulement s’il y a plusieurs lieux : « Antenne sud »."),
    )
    adresse = models.CharField(_("adresse"), max_length=250, blank=True, help_text=_("Numéro et rue."))
    complement = models.CharField(_("complément"), max_length=250, blank=True, help_text=_("Bâtiment, étage, porte."))
    code_postal = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.ForeignKey("geo.Commune", on_delete=models.PROTECT, related_name="+", verbose_name=_("commune"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    horaires = models.CharField(
        _("horaires"),
        max_length=500,
        blank=True,
        validators=[validate_horaires],
        help_text=_("Exemple : Mo-Fr 09:00-12:00,14:00-17:30; PH off"),
    )
    acces = models.TextField(
        _("comment venir"),
        blank=True,
        help_text=_("Métro, bus, entrée : « Métro Roubaix Grand-Place, puis 5 min à pied »."),
    )
    accessibilite = models.CharField(
        _("accessibilité"), max_length=10, choices=Accessibilite.choices, default=Accessibilite.INCONNUE
    )
    telephone = TelephoneField(_("téléphone du lieu"), help_text=_("S’il n’est pas celui de la structure."))

    objects = PositionQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        constraints = [
            models.CheckConstraint(
                condition=POSITION_VALIDE,
                name="ressources_lieu_position_valide",
                violation_error_message=_("La latitude et la longitude vont ensemble, en degrés."),
            )
        ]
        indexes = [models.Index(fields=["latitude", "longitude"], name="ressources_lieu_position")]

    def __str__(self) -> str:
        return self.nom or f"{self.adresse}, {self.ville}".strip(" ,")

    def clean(self):
        if self.commune_id:
            validate_position(self.commune, self.latitude, self.longitude)

    @property
    def ville(self) -> str:
        """ "59100 Roubaix": what follows the street on an envelope."""
        return f"{self.code_postal} {self.commune.nom}".strip()

    @property
    def adresse_complete(self) -> str:
        return ", ".join(filter(None, [self.adresse, self.complement, self.ville]))

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude in degrees: the place's own, else its commune's point."""
        if self.latitude is None or self.longitude is None:
            return self.commune.latitude, self.commune.longitude
        return self.latitude, self.longitude

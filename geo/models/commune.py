"""Communes: France whole and the Belgian municipalities of the border."""

from collections.abc import Iterator

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geo.models.choices import GenreZone, Pays, TypeCommune
from geo.models.commune_queryset import BELGIAN_PREFIX, CommuneQuerySet
from geo.models.territoire import Arrondissement, Departement, Epci, Region
from geo.models.version import bump_version

ZoneKey = tuple[str, str, str]


class Commune(models.Model):
    """A commune, a part of one (delegated, associated, city district), or a Belgian municipality.

    The key is (country, code, type): a delegated commune may bear its commune's code, and
    Belgian NIS codes overlap French ones.
    """

    pays = models.CharField(_("pays"), max_length=2, choices=Pays.choices, default=Pays.FRANCE)
    code = models.CharField(_("code"), max_length=5, help_text=_("INSEE en France, NIS en Belgique."))
    type = models.CharField(
        _("type"),
        max_length=4,
        choices=TypeCommune.choices,
        default=TypeCommune.COMMUNE,
    )
    nom = models.CharField(_("nom"), max_length=80)
    nom_nl = models.CharField(_("nom néerlandais"), max_length=80, blank=True)
    codes_postaux = models.JSONField(_("codes postaux"), default=list, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    epci = models.ForeignKey(
        Epci,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="communes",
        verbose_name=_("intercommunalité"),
    )
    arrondissement = models.ForeignKey(
        Arrondissement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="communes",
        verbose_name=_("arrondissement"),
    )
    departement = models.ForeignKey(
        Departement,
        on_delete=models.PROTECT,
        related_name="communes",
        verbose_name=_("département ou province"),
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="communes",
        verbose_name=_("région"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parties",
        verbose_name=_("commune de rattachement"),
    )
    anciens_codes = models.JSONField(_("anciens codes"), default=list, blank=True)
    anciens_noms = models.JSONField(_("anciens noms"), default=list, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    active = models.BooleanField(
        _("en vigueur"),
        default=True,
        help_text=_("Décoché quand le code officiel ne connaît plus cette commune."),
    )

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["nom", "code", "type"]
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="geo_commune_position"),
            models.Index(fields=["nom"], name="geo_commune_nom"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pays", "code", "type"],
                name="geo_commune_cle_unique",
                violation_error_message=_("Cette commune existe déjà."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,  # said, since NULL would satisfy the ranges
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="geo_commune_position_valide",
                violation_error_message=_("Indiquez une latitude entre -90 et 90 et une longitude entre -180 et 180."),
            ),
            models.CheckConstraint(
                condition=Q(type=TypeCommune.COMMUNE) | Q(parent__isnull=False),
                name="geo_commune_parent_requis",
                violation_error_message=_(
                    "Une commune déléguée ou associée et un arrondissement ont une commune de rattachement."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="geo_commune_parent_autre",
                violation_error_message=_("Une commune ne peut pas être rattachée à elle-même."),
            ),
        ]

    def __str__(self) -> str:
        territoire = self.get_pays_display() if self.is_belgian else self.departement.nom
        if self.parent and self.parent.nom != self.nom:
            territoire = f"{self.parent.nom}, {territoire}"
        return f"{self.nom} ({territoire})"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        bump_version()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        bump_version()
        return deleted

    @property
    def is_belgian(self) -> bool:
        return self.pays == Pays.BELGIQUE

    @property
    def ref(self) -> str:
        """Public code, used in addresses and in the API: "59599", "be-57097"."""
        return f"{BELGIAN_PREFIX}{self.code}" if self.is_belgian else self.code

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, None when unknown."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def zone_keys(self) -> tuple[ZoneKey, ...]:
        """(kind, country, code) of every zone that contains this commune, smallest first.

        Costs no query for a commune; for a part of one, fetch `with_names()`.
        """
        return tuple((str(genre), str(self.pays), code) for genre, code in self._zone_codes())

    def _zone_codes(self) -> Iterator[tuple[GenreZone, str]]:
        yield GenreZone.COMMUNE, self.code
        if self.parent and self.parent.code != self.code:
            yield GenreZone.COMMUNE, self.parent.code
        for genre, code in (
            (GenreZone.EPCI, self.epci_id),
            (GenreZone.ARRONDISSEMENT, self.arrondissement_id),
            (GenreZone.DEPARTEMENT, self.departement_id),
            (GenreZone.REGION, self.region_id),
            (GenreZone.PAYS, self.pays),
        ):
            if code:
                yield genre, str(code)

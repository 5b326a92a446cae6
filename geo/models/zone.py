"""Zones: the territory a service is offered to, with the communes it leaves out."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from geo.fields import RefsField
from geo.models.choices import GenreZone, Pays
from geo.models.commune import Commune, ZoneKey
from geo.models.commune_queryset import BELGIAN_PREFIX
from geo.models.territoire import Arrondissement, Departement, Epci, Region, Territoire

TERRITOIRES: dict[str, type[Territoire]] = {
    GenreZone.EPCI: Epci,
    GenreZone.ARRONDISSEMENT: Arrondissement,
    GenreZone.DEPARTEMENT: Departement,
    GenreZone.REGION: Region,
}


class ZoneQuerySet(models.QuerySet["Zone"]):
    """Sentences about zones."""

    def containing(self, commune: Commune):
        """Keep the zones that contain the commune; `Zone.covers` then minds the exclusions."""
        keys = Q(pk__in=[])
        for genre, pays, code in commune.zone_keys:
            keys |= Q(genre=genre, pays=pays, code=code)
        return self.filter(keys)

    def get_or_make(self, genre: str, code: str, pays: str = Pays.FRANCE, exclusions=()) -> "Zone":
        """Return the zone, made if need be.

        Raises ValidationError, in French, when the territory or an excluded commune is unknown.
        """
        zone = self.model(genre=genre, pays=pays, code=code, exclusions=[*exclusions])
        zone.normalise()
        genre, pays, code = zone.key
        wanted = {"genre": genre, "pays": pays, "code": code, "exclusions": zone.exclusions}
        return self.get_or_create(cle=zone.compute_cle(), defaults=wanted)[0]


class Zone(models.Model):
    """A typed territory: région 32 and département 32 are different places."""

    genre = models.CharField(_("genre"), max_length=14, choices=GenreZone.choices)
    pays = models.CharField(_("pays"), max_length=2, choices=Pays.choices, default=Pays.FRANCE)
    code = models.CharField(
        _("code"),
        max_length=9,
        blank=True,
        help_text=_(
            "Commune : code INSEE ou NIS (59599). Intercommunalité : SIREN (200093201). "
            "Arrondissement : 595. Département : 59. Région : 32. Pays : laissez vide."
        ),
    )
    exclusions = RefsField(
        _("communes exclues"),
        default=list,
        blank=True,
        help_text=_("Codes des communes laissées de côté, séparés par des virgules : 59350, be-57097."),
    )
    nom = models.CharField(
        _("nom d'usage"),
        max_length=160,
        blank=True,
        help_text=_("Laissez vide pour afficher le nom officiel."),
    )
    libelle = models.CharField(_("nom officiel"), max_length=255, editable=False)
    cle = models.CharField(_("clé"), max_length=64, unique=True, editable=False)

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("zone desservie")
        verbose_name_plural = _("zones desservies")
        ordering = ["libelle", "cle"]
        indexes = [models.Index(fields=["genre", "pays", "code"], name="geo_zone_territoire")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code=""),
                name="geo_zone_code_requis",
                violation_error_message=_("Indiquez le code du territoire."),
            ),
            models.CheckConstraint(
                condition=~Q(genre=GenreZone.PAYS) | Q(code=F("pays")),
                name="geo_zone_pays_coherent",
                violation_error_message=_("Le code d'un pays est celui du pays choisi."),
            ),
        ]

    def __str__(self) -> str:
        return self.nom or self.libelle or self.compute_cle()

    def save(self, *args, **kwargs):
        self.exclusions = sorted(set(self.exclusions))
        self.libelle = self.compute_libelle()
        self.cle = self.compute_cle()
        super().save(*args, **kwargs)

    def clean(self):
        self.normalise()
        if Zone.objects.filter(cle=self.compute_cle()).exclude(pk=self.pk).exists():
            raise ValidationError(_("Cette zone existe déjà : choisissez-la."))

    def normalise(self):
        """Check the territory and the excluded communes, and use their present codes.

        Raises ValidationError, in French, when one is unknown.
        """
        self.code = self.code.strip().upper().removeprefix(BELGIAN_PREFIX.upper())
        if self.genre == GenreZone.PAYS:
            self.code = str(self.pays)
        territoire = self.find_territoire()
        if territoire is None:
            raise ValidationError(
                {
                    "code": _("Aucun territoire « %(genre)s » n'a le code « %(code)s ».")
                    % {"genre": self.get_genre_display(), "code": self.code}
                }
            )
        self.code = getattr(territoire, "code", self.code)
        self.exclusions = self.clean_exclusions()

    def clean_exclusions(self) -> list[str]:
        """Return the public codes of the excluded communes, each one inside the zone, sorted."""
        refs = set()
        for ref in self.exclusions or ():
            commune = Commune.objects.get_by_ref(ref)
            if commune is None or self.key not in commune.zone_keys:
                raise ValidationError(
                    {"exclusions": _("« %(ref)s » n'est pas une commune de cette zone.") % {"ref": ref}}
                )
            refs.add(commune.ref)
        return sorted(refs)

    @property
    def key(self) -> ZoneKey:
        """(kind, country, code), as in `Commune.zone_keys`."""
        return str(self.genre), str(self.pays), self.code

    def covers(self, commune: Commune) -> bool:
        """Tell whether the commune lies in the zone and is not left out, itself or by its parent."""
        if self.key not in commune.zone_keys:
            return False
        refs = {commune.ref}
        if commune.parent:
            refs.add(commune.parent.ref)
        return refs.isdisjoint(self.exclusions)

    def find_territoire(self) -> Commune | Territoire | Pays | None:
        """Return the commune, the territory or the country that the code names."""
        if not (self.code.isascii() and self.code.isalnum()):
            return None
        if self.genre == GenreZone.PAYS:
            return Pays(self.code) if self.code in Pays else None
        if self.genre == GenreZone.COMMUNE:
            prefix = BELGIAN_PREFIX if self.pays == Pays.BELGIQUE else ""
            return Commune.objects.get_by_ref(prefix + self.code)
        model = TERRITOIRES.get(self.genre)
        if model is None:
            return None
        return model._default_manager.filter(pays=self.pays, code=self.code).first()

    def compute_libelle(self) -> str:
        """Return the official name: "Nord (département)", "Hauts-de-France (région) sauf 1 commune"."""
        territoire = self.find_territoire()
        match territoire:
            case Pays():
                libelle = str(territoire.label)
            case Territoire():
                libelle = territoire.libelle
            case _:
                libelle = str(territoire or self.code)
        excluded = len(self.exclusions)
        if not excluded:
            return libelle
        return f"{libelle} {ngettext('sauf %(n)d commune', 'sauf %(n)d communes', excluded) % {'n': excluded}}"

    def compute_cle(self) -> str:
        """Return the unique key: "departement:FR:59", and a digest of the exclusions if any."""
        cle = ":".join(self.key)
        if not self.exclusions:
            return cle
        digest = sha256("|".join(sorted(self.exclusions)).encode()).hexdigest()
        return f"{cle}:{digest[:16]}"

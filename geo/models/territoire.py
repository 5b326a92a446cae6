"""Territories above the commune.

Their official code is their primary key, so that a commune knows the codes of its
territories without any join. French and Belgian codes never meet: départements have two
or three characters and régions two or three, where Belgian provinces and regions (NIS
codes) have five; EPCI are SIREN numbers of nine.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.models.choices import Pays


class Territoire(models.Model):
    """A named territory of one country."""

    NATURES: Mapping[str, object] = {}  # what such a territory is called, by country, if its name does not say it

    code = models.CharField(_("code"), max_length=9, primary_key=True)
    pays = models.CharField(_("pays"), max_length=2, choices=Pays.choices, default=Pays.FRANCE)
    nom = models.CharField(_("nom"), max_length=120)

    class Meta:
        abstract = True
        ordering = ["pays", "code"]

    def __str__(self) -> str:
        return self.nom

    @property
    def libelle(self) -> str:
        """The name that tells territories of the same name apart: "Nord (département)"."""
        nature = self.NATURES.get(self.pays)
        return f"{self.nom} ({nature})" if nature else self.nom


class Region(Territoire):
    """A French région (or overseas collectivity) or a Belgian region."""

    NATURES = {Pays.FRANCE: _("région"), Pays.BELGIQUE: _("région")}

    class Meta(Territoire.Meta):
        verbose_name = _("région")
        verbose_name_plural = _("régions")


class Departement(Territoire):
    """A French département (or overseas collectivity) or a Belgian province."""

    NATURES = {Pays.FRANCE: _("département"), Pays.BELGIQUE: _("province")}

    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="departements",
        verbose_name=_("région"),
    )

    class Meta(Territoire.Meta):
        verbose_name = _("département ou province")
        verbose_name_plural = _("départements et provinces")


class Arrondissement(Territoire):
    """An arrondissement of a French département: 595 is that of Lille."""

    NATURES = {Pays.FRANCE: _("arrondissement"), Pays.BELGIQUE: _("arrondissement")}

    departement = models.ForeignKey(
        Departement,
        on_delete=models.PROTECT,
        related_name="arrondissements",
        verbose_name=_("département"),
    )

    class Meta(Territoire.Meta):
        verbose_name = _("arrondissement")
        verbose_name_plural = _("arrondissements")


class Epci(Territoire):
    """A French grouping of communes with its own taxation, by SIREN number."""

    class Nature(models.TextChoices):
        COMMUNAUTE_COMMUNES = "CC", _("communauté de communes")
        COMMUNAUTE_AGGLOMERATION = "CA", _("communauté d'agglomération")
        COMMUNAUTE_URBAINE = "CU", _("communauté urbaine")
        METROPOLE = "METRO", _("métropole")
        METROPOLE_LYON = "MET69", _("métropole de Lyon")

    nature = models.CharField(_("nature"), max_length=5, choices=Nature.choices)

    class Meta(Territoire.Meta):
        verbose_name = _("intercommunalité (EPCI)")
        verbose_name_plural = _("intercommunalités (EPCI)")

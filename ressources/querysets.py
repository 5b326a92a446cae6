"""What one asks of the guide, as sentences: `PersonneRessource.objects.published().serving(roubaix)`."""

import datetime

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from geo.distance import PositionQuerySet
from geo.models import Commune, Zone

from .fraicheur import relecture_limit


def zones_covering(commune: Commune) -> list[int]:
    """Return the ids of the zones that hold the commune and do not leave it out."""
    return [zone.pk for zone in Zone.objects.containing(commune) if zone.covers(commune)]


def lieux_within(commune_or_point, km: float) -> models.QuerySet:
    """Keep the places at `km` or less of a (latitude, longitude) in degrees, or of a commune.

    The same commune always matches, whatever the radius.
    """
    lieux = apps.get_model("ressources", "Lieu").objects
    if not isinstance(commune_or_point, Commune):
        latitude, longitude = commune_or_point
        return lieux.within(latitude, longitude, km)
    ici = Q(commune=commune_or_point) | Q(commune__parent=commune_or_point)
    if commune_or_point.position is None:
        return lieux.filter(ici)
    proches = lieux.within(*commune_or_point.position, km)
    return lieux.filter(ici | Q(pk__in=proches.values("pk")))


def through(model, champ: str, pk) -> models.QuerySet:
    """Return the rows of a many-to-many field, which a parent model may bear, for the entry whose id is `pk`."""
    relation = model._meta.get_field(champ)
    return relation.remote_field.through._default_manager.filter(**{f"{relation.m2m_field_name()}_id": pk})


class FicheQuerySet(models.QuerySet):
    """Sentences about any entry of the guide."""

    def published(self):
        """Keep what the public may read."""
        return self.filter(live=True)

    def due_for_review(self, jour: datetime.date | None = None):
        """Keep the published entries never checked, or checked six months ago or more, the oldest check first."""
        return (
            self.published()
            .filter(Q(verifie_le=None) | Q(verifie_le__lte=relecture_limit(jour)))
            .order_by(models.F("verifie_le").asc(nulls_first=True), "pk")
        )

    def for_site(self, site):
        """Keep what the site owns or adopted."""
        adopted = through(self.model, "sites_adoptants", OuterRef("pk")).filter(site_id=site.pk)
        return self.filter(Q(site=site) | Exists(adopted))

    def serving(self, commune: Commune):
        """Keep the entries that receive people of the commune: no zone at all, or one that covers it."""
        libre, couverte = zone_conditions(self.model, OuterRef("pk"), commune)
        return self.filter(libre | couverte)


def zone_conditions(model, pk, commune: Commune) -> tuple[Q, Q]:
    """Return the conditions "serves everyone" and "a zone covers the commune" for the entry whose id is `pk`."""
    zones = through(model, "zones", pk)
    return Q(~Exists(zones)), Q(Exists(zones.filter(zone_id__in=zones_covering(commune))))


class StructureQuerySet(FicheQuerySet):
    def published(self):
        return super().published().filter(opposition=False)

    def near(self, commune_or_point, km: float):
        """Keep the structures with a place at `km` or less; see `lieux_within`."""
        return self.filter(Exists(lieux_within(commune_or_point, km).filter(structure_id=OuterRef("pk"))))

    def editable_by(self, utilisateur):
        """Keep the structures the account works for."""
        return self.filter(rattachements__utilisateur=utilisateur)


class PersonneQuerySet(FicheQuerySet):
    def published(self):
        """Keep the people the public may read of: theirs and their structure's entries stand."""
        return super().published().filter(opposition=False, structure__live=True, structure__opposition=False)

    def near(self, commune_or_point, km: float):
        """Keep the people to be seen at `km` or less: at their places, else at their structure's."""
        lieux = lieux_within(commune_or_point, km)
        par_structure = Exists(lieux.filter(structure_id=OuterRef("structure_id")))
        return self.filter(Q(lieux__in=lieux.values("pk")) | (Q(lieux=None) & Q(par_structure))).distinct()

    def editable_by(self, utilisateur):
        return self.filter(structure__rattachements__utilisateur=utilisateur)


class PermanenceQuerySet(FicheQuerySet):
    def published(self):
        """Keep the permanences whose holders may be read of too."""
        structure = Q(structure=None) | Q(structure__live=True, structure__opposition=False)
        personne = Q(personne=None) | Q(
            personne__live=True,
            personne__opposition=False,
            personne__structure__live=True,
            personne__structure__opposition=False,
        )
        return super().published().filter(structure, personne)

    def serving(self, commune: Commune):
        """A permanence without zones serves whom its holder serves: the person if there is one, else the structure."""
        libre, couverte = zone_conditions(self.model, OuterRef("pk"), commune)
        personne = self.model._meta.get_field("personne").related_model
        structure = self.model._meta.get_field("structure").related_model
        par_personne = Q(personne__isnull=False) & _any(zone_conditions(personne, OuterRef("personne_id"), commune))
        par_structure = Q(personne=None) & _any(zone_conditions(structure, OuterRef("structure_id"), commune))
        return self.filter(couverte | (libre & (par_personne | par_structure)))

    def near(self, commune_or_point, km: float):
        """Keep the permanences held at `km` or less: at a place of the guide, or at an address of their own."""
        guide = Q(lieu__in=lieux_within(commune_or_point, km).values("pk"))
        return self.filter(guide | (Q(lieu=None) & self._own_address_condition(commune_or_point, km)))

    def _own_address_condition(self, commune_or_point, km: float) -> Q:
        ici, point = Q(), commune_or_point
        if isinstance(commune_or_point, Commune):
            ici = Q(commune=commune_or_point) | Q(commune__parent=commune_or_point)
            point = commune_or_point.position
        if point is None:
            return ici
        latitude, longitude = point
        return ici | Q(pk__in=PositionQuerySet(self.model).within(latitude, longitude, km).values("pk"))

    def editable_by(self, utilisateur):
        return self.filter(
            Q(structure__rattachements__utilisateur=utilisateur)
            | Q(personne__structure__rattachements__utilisateur=utilisateur)
        ).distinct()


def _any(conditions: tuple[Q, Q]) -> Q:
    return conditions[0] | conditions[1]

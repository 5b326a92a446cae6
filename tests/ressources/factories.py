"""Entries of the guide for tests, all fictional."""

import datetime

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory
from wagtail.models import Site

from ressources.models import (
    Lieu,
    Permanence,
    PersonneRessource,
    Rattachement,
    Signalement,
    Structure,
    Thematique,
)
from ressources.recurrence import PARIS
from ressources.vocabulaire import Axe, MotifSignalement, TypeStructure
from tests.geo.factories import CommuneFactory


class ThematiqueFactory(DjangoModelFactory):
    class Meta:
        model = Thematique
        django_get_or_create = ("slug",)

    slug = factory.Sequence("theme-{}".format)
    nom = factory.LazyAttribute(lambda theme: theme.slug.replace("-", " ").capitalize())
    axe = Axe.AUTONOMIE


class FicheFactory(DjangoModelFactory):
    """Base; relations held in memory until the save are given as lists (`zones=[…]`)."""

    class Meta:
        abstract = True

    site = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True))
    first_published_at = datetime.datetime(2026, 1, 1, tzinfo=PARIS)


class StructureFactory(FicheFactory):
    """A published structure with one place in a commune of the métropole; `lieux=[]` for none."""

    class Meta:
        model = Structure

    nom = factory.Sequence("Mission locale n° {}".format)
    type = TypeStructure.MISSION_LOCALE
    telephone = "03 53 01 00 01"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        lieux = kwargs.pop("lieux", None)
        structure = model_class(**kwargs)
        structure.lieux = [make_lieu()] if lieux is None else lieux
        structure.save()
        return structure


class LieuFactory(DjangoModelFactory):
    """A place; `create` needs a saved structure, `build` a saved commune."""

    class Meta:
        model = Lieu

    structure = factory.SubFactory(StructureFactory, lieux=[])
    nom = factory.Sequence("Antenne {}".format)
    adresse = "12 rue de la Péniche"
    code_postal = "59000"
    commune = factory.SubFactory(CommuneFactory)
    latitude = 50.632
    longitude = 3.061
    horaires = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"


def make_lieu(**champs) -> Lieu:
    """Return an unsaved place, to be given to a structure: its commune is saved."""
    champs.setdefault("commune", CommuneFactory())
    return LieuFactory.build(structure=None, **champs)


class PersonneFactory(FicheFactory):
    class Meta:
        model = PersonneRessource

    prenom = "Léa"
    nom = factory.Sequence("Mésange-{}".format)
    fonction = "conseillère en insertion"
    structure = factory.SubFactory(StructureFactory)
    presentation = "Je t’aide à trouver un logement."
    telephone = "06 39 98 00 01"
    courriel = "lea.mesange@exemple.fr"


class PermanenceFactory(FicheFactory):
    """Every Tuesday at 14:00 (Paris) for two hours, since 3 March 2026, at the structure's first place."""

    class Meta:
        model = Permanence

    titre = factory.Sequence("Permanence logement {}".format)
    structure = factory.SubFactory(StructureFactory)
    lieu = factory.LazyAttribute(
        lambda permanence: permanence.structure.lieux.first() if permanence.structure else None
    )
    debut = datetime.datetime(2026, 3, 3, 14, tzinfo=PARIS)
    duree_minutes = 120
    regle = "FREQ=WEEKLY;BYDAY=TU"


class SignalementFactory(DjangoModelFactory):
    class Meta:
        model = Signalement

    motif = MotifSignalement.HORAIRES
    message = "C’est fermé le mardi."


class UtilisateurFactory(DjangoModelFactory):
    """An active account; `groupe="Éditeurs"` puts it in a group of the guide."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    email = factory.Sequence("compte{}@exemple.fr".format)
    first_name = "Camille"
    last_name = "Rouge-Gorge"

    @factory.post_generation
    def groupe(self, create, nom, **kwargs):
        if nom:
            self.groups.add(Group.objects.get(name=nom))


class RattachementFactory(DjangoModelFactory):
    class Meta:
        model = Rattachement

    utilisateur = factory.SubFactory(UtilisateurFactory, groupe="Professionnels")
    structure = factory.SubFactory(StructureFactory)

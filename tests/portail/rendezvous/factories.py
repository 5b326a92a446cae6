"""Somebody who receives, what for and when; all fictional."""

import datetime
import secrets

import factory
from factory.django import DjangoModelFactory

from portail.rendezvous.models import Motif, Ouverture
from ressources.recurrence import PARIS
from tests.ressources.factories import PersonneFactory, StructureFactory


class MotifFactory(DjangoModelFactory):
    class Meta:
        model = Motif

    structure = factory.SubFactory(StructureFactory)
    nom = "Faire le point"
    duree_minutes = 60
    delai_min_heures = 24
    delai_max_jours = 45


class OuvertureFactory(DjangoModelFactory):
    """Every Tuesday from 9:00 to 12:00 (Paris) since 3 March 2026, for `motif` or a new one of the structure."""

    class Meta:
        model = Ouverture
        skip_postgeneration_save = True

    class Params:
        motif = None

    personne = factory.SubFactory(PersonneFactory)
    lieu = factory.LazyAttribute(lambda ouverture: ouverture.personne.structure.lieux.first())
    debut = datetime.datetime(2026, 3, 3, 9, tzinfo=PARIS)
    duree_minutes = 180
    regle = "FREQ=WEEKLY;BYDAY=TU"

    @factory.post_generation
    def motifs(self, create, motifs, **kwargs):
        if create:
            self.motifs.set(motifs or [MotifFactory(structure=self.personne.structure)])


def paris(*parts: int) -> datetime.datetime:
    """Return an instant by the wall clock of Paris."""
    return datetime.datetime(*parts, tzinfo=PARIS)


def make_cle() -> str:
    return secrets.token_hex(16)


NEUF, DIX = paris(2026, 3, 24, 9), paris(2026, 3, 24, 10)  # the first two slots of Tuesday 24 March 2026


def key(debut: datetime.datetime) -> str:
    """Write an instant as the addresses of the slots do."""
    return f"{debut.astimezone(datetime.UTC):%Y-%m-%dT%H:%MZ}"

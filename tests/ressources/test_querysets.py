"""What one asks of the guide."""

import datetime

import pytest
from wagtail.models import Page, Site

from geo.models import Zone
from ressources.models import Permanence, PersonneRessource, Structure
from tests.geo.factories import CommuneFactory, DepartementFactory
from tests.ressources.factories import PermanenceFactory, PersonneFactory, StructureFactory, make_lieu

pytestmark = pytest.mark.django_db


@pytest.fixture
def lille():
    return CommuneFactory(lille=True)


@pytest.fixture
def warneton():
    return CommuneFactory(belgian=True)


def nord(**kwargs) -> Zone:
    DepartementFactory()
    return Zone.objects.get_or_make("departement", "59", **kwargs)


def test_published_follows_the_holder():
    permanence = PermanenceFactory(personne=PersonneFactory())
    personne = permanence.personne
    assert set(Permanence.objects.published()) == {permanence}
    Structure.objects.filter(pk=personne.structure_id).update(live=False)
    assert not PersonneRessource.objects.published().exists()
    assert not Permanence.objects.published().exists()


def test_an_opposition_is_not_published():
    PersonneFactory(opposition=True)
    assert not PersonneRessource.objects.published().exists()


def test_due_for_review_starts_with_what_nobody_ever_checked():
    jour = datetime.date(2026, 8, 31)
    fraiche = StructureFactory(verifie_le=datetime.date(2026, 3, 1))
    vieille = StructureFactory(verifie_le=datetime.date(2025, 1, 1))
    due = StructureFactory(verifie_le=datetime.date(2026, 2, 28))
    jamais = StructureFactory()
    StructureFactory(live=False)
    assert list(Structure.objects.due_for_review(jour)) == [jamais, vieille, due]
    assert fraiche not in Structure.objects.due_for_review(jour)


def test_serving_everyone_or_by_zone(lille, warneton):
    tout_le_monde = StructureFactory()
    du_nord = StructureFactory(zones=[nord()])
    sauf_lille = StructureFactory(zones=[nord(exclusions=["59350"])])
    assert set(Structure.objects.serving(lille)) == {tout_le_monde, du_nord}
    assert set(Structure.objects.serving(CommuneFactory())) == {tout_le_monde, du_nord, sauf_lille}
    assert set(Structure.objects.serving(warneton)) == {tout_le_monde}


def test_a_permanence_without_zone_serves_whom_its_holder_serves(lille, warneton):
    structure = StructureFactory(zones=[nord()])
    permanence = PermanenceFactory(structure=structure)
    ouverte = PermanenceFactory(structure=structure, personne=PersonneFactory(structure=structure))
    propre = PermanenceFactory(structure=structure, zones=[Zone.objects.get_or_make("pays", "BE", pays="BE")])
    assert set(Permanence.objects.serving(lille)) == {permanence, ouverte}
    assert set(Permanence.objects.serving(warneton)) == {ouverte, propre}


def test_near_keeps_the_same_commune_whatever_the_radius(lille):
    loin_dans_lille = StructureFactory(lieux=[make_lieu(commune=lille, latitude=50.60, longitude=3.10)])
    ailleurs = StructureFactory(lieux=[make_lieu(latitude=50.37, longitude=3.08)])
    assert set(Structure.objects.near(lille, 1)) == {loin_dans_lille}
    assert set(Structure.objects.near((50.37, 3.08), 1)) == {ailleurs}
    assert set(Structure.objects.near(lille, 50)) == {loin_dans_lille, ailleurs}


def test_people_are_near_where_they_are_seen(lille):
    ici, la_bas = make_lieu(commune=lille), make_lieu(latitude=50.37, longitude=3.08)
    structure = StructureFactory(lieux=[ici, la_bas])
    partout = PersonneFactory(structure=structure)
    la_bas_seulement = PersonneFactory(structure=structure, lieux=[structure.lieux.get(latitude=50.37)])
    assert set(PersonneRessource.objects.near(lille, 5)) == {partout}
    assert set(PersonneRessource.objects.near((50.37, 3.08), 5)) == {partout, la_bas_seulement}


def test_permanences_at_an_address_of_their_own(lille):
    permanence = PermanenceFactory(lieu=None, commune=lille, latitude=50.60, longitude=3.10)
    PermanenceFactory(lieu=None, commune=CommuneFactory(), latitude=50.37, longitude=3.08)
    assert list(Permanence.objects.near(lille, 1)) == [permanence]


def test_a_site_sees_what_it_owns_and_what_it_adopted():
    autre = Site.objects.create(hostname="autre.example", root_page=Page.objects.get(depth=1))
    adoptee = StructureFactory(sites_adoptants=[autre])
    StructureFactory()
    assert list(Structure.objects.for_site(autre)) == [adoptee]
    assert Structure.objects.for_site(adoptee.site).count() == 2

"""Who can reach what: territory, distance, age, site, account."""

import pytest
from wagtail.models import Page, Site

from geo.models import Zone
from portail.opportunites.models import Mobilite, Opportunite
from tests.geo.factories import CommuneFactory, DepartementFactory
from tests.portail.opportunites.factories import (
    AlternanceFactory,
    EvenementFactory,
    GuichetFactory,
    MobiliteFactory,
)
from tests.ressources.factories import RattachementFactory, UtilisateurFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lille():
    return CommuneFactory(lille=True)


@pytest.fixture
def warneton():
    return CommuneFactory(belgian=True)


def test_reachable_crosses_the_territory_and_the_distance(lille, warneton):
    DepartementFactory()
    nord = Zone.objects.get_or_make("departement", "59")
    ici = EvenementFactory(commune=lille, latitude=50.632, longitude=3.061)
    la_commune = EvenementFactory(commune=lille)
    loin = EvenementFactory(commune=warneton)
    a_distance = EvenementFactory(commune=warneton, distanciel=True)
    ailleurs = MobiliteFactory()
    pour_le_nord = MobiliteFactory(zones=[nord])
    assert set(Opportunite.objects.reachable(lille, 5).specifics()) == {
        ici,
        la_commune,
        a_distance,
        ailleurs,
        pour_le_nord,
    }
    assert set(Opportunite.objects.reachable(warneton, 5).specifics()) == {loin, a_distance, ailleurs}


def test_the_same_sentences_are_said_of_one_family(lille):
    DepartementFactory()
    nord = Zone.objects.get_or_make("departement", "59")
    offre = MobiliteFactory(zones=[nord])
    MobiliteFactory(zones=[nord.__class__.objects.get_or_make("commune", lille.code, exclusions=())])
    assert Mobilite.objects.serving(lille).count() == 2
    assert offre in Mobilite.objects.reachable(lille, 5)


def test_for_age_keeps_what_takes_one_age_at_least():
    offre = AlternanceFactory(age_min=16, age_max=29)
    GuichetFactory(age_min=30)
    assert Opportunite.objects.for_age(18, 25).specifics() == [offre]
    assert Opportunite.objects.for_age(29, 35).count() == 2
    assert not Opportunite.objects.for_age(0, 15).exists()


def test_each_site_has_its_own_and_what_it_adopted():
    autre = Site.objects.create(hostname="autre.exemple.fr", root_page=Page.objects.get(depth=1))
    offre = MobiliteFactory()
    assert not Mobilite.objects.for_site(autre).exists()
    assert list(Mobilite.objects.for_site(offre.site)) == [offre]
    offre.sites_adoptants = [autre]
    offre.save()
    assert list(Opportunite.objects.for_site(autre).specifics()) == [offre]


def test_a_professional_edits_what_their_structure_offers():
    rattachement = RattachementFactory()
    offre = EvenementFactory(porteur=rattachement.structure)
    EvenementFactory()
    assert Opportunite.objects.editable_by(rattachement.utilisateur).specifics() == [offre]
    assert not Opportunite.objects.editable_by(UtilisateurFactory()).exists()

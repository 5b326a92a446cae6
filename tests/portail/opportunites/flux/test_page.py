"""An offer says where it comes from."""

import pytest

from portail.opportunites.flux.models import Flux
from portail.opportunites.models import Alternance, Engagement
from tests.portail.opportunites.flux.conftest import mission, offre_lba

pytestmark = pytest.mark.django_db


def test_the_page_of_an_offer_names_its_partner_and_leads_to_it(client, run):
    run({"jobs": [offre_lba(1)]}, nom="lba")
    Flux.objects.update(titre="La bonne alternance")
    page = client.get(Alternance.objects.get().get_absolute_url())
    assert "Offre transmise par" in page.text
    assert ">La bonne alternance</a>" in page.text
    assert 'href="https://fournil.exemple.fr/1"' in page.text


def test_a_partner_without_pages_is_named_too(client, run):
    run([mission(1, lien="")], nom="peniche-bleue")
    page = client.get(Engagement.objects.get().get_absolute_url())
    assert "Peniche bleue" in page.text


def test_an_offer_that_left_its_feed_says_that_it_is_closed(client, run):
    run([mission(1), mission(2), mission(3)])
    run([mission(1), mission(2)])
    page = client.get(Engagement.objects.get(source_id="m3").get_absolute_url())
    assert page.status_code == 200
    assert "https://peniche.exemple.fr/missions/3" not in page.text.partition("Offre transmise")[0]

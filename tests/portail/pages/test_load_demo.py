"""`load_demo`: a whole site at once, nothing on a second run, and hand work left alone."""

import datetime
import io
from unittest import mock

import pytest
from django.core.management import call_command
from django.test import Client, TestCase
from wagtail.models import Page, Site

from portail.cms.models import Menus, ReglagesSite
from portail.pages.demo import load
from portail.pages.models import ContentPage, HomePage, PijPage
from tests.ressources.factories import UtilisateurFactory


def nothing(site) -> dict:
    return {}


@pytest.mark.xdist_group("load_demo")  # loaded once, not once per process
@pytest.mark.sqlite_enough("the whole is loaded on every database for the test below")
@mock.patch("portail.opportunites.demo.load", new=nothing)
@mock.patch("portail.opportunites.flux.demo.load", new=nothing)
@mock.patch("ressources.demo.load", new=nothing)
class TestDemonstration(TestCase):
    """Loaded once for all, without the guide's entries nor the opportunities, which have tests of their own."""

    @classmethod
    @mock.patch("portail.opportunites.demo.load", new=nothing)
    @mock.patch("portail.opportunites.flux.demo.load", new=nothing)
    @mock.patch("ressources.demo.load", new=nothing)
    def setUpTestData(cls):
        cls.said = io.StringIO()
        call_command("load_demo", stdout=cls.said)

    def test_everything_published_answers(self):
        client = Client()
        pages = Page.objects.live().filter(depth__gte=2).specific()

        assert len(pages) == 43
        for page in pages:
            assert client.get(page.url).status_code == 200, page.url

    def test_site_settings_and_menus_are_filled(self):
        site = Site.objects.get()
        reglages = ReglagesSite.for_site(site)

        assert "Démonstration chargée" in self.said.getvalue()
        assert isinstance(site.root_page.specific, HomePage)
        assert reglages.numeros_urgence.count() == 10
        assert Menus.for_site(site).entrees_principales.count() == 6
        assert PijPage.objects.count() == 5

    def test_a_second_run_changes_nothing(self):
        before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))

        report = load()

        assert report["pages"] == {"inchangées": 43}
        assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at")) == before

    def test_hand_work_is_left_alone_and_our_own_texts_are_brought_up_to_date(self):
        editor = UtilisateurFactory(is_superuser=True)
        page = ContentPage.objects.get(slug="bafa")
        page.title = "Le BAFA, chez nous"
        page.save_revision(user=editor, log_action=True).publish(user=editor)
        ContentPage.objects.get(slug="job-d-ete").delete(user=editor)
        ours = ContentPage.objects.exclude(pk=page.pk).first()
        ContentPage.objects.filter(pk=ours.pk).update(chapeau="Ancien texte de la démonstration.")
        reglages = ReglagesSite.for_site(Site.objects.get())
        reglages.nom = "Info Jeunes Flandre"
        reglages.numeros_verifies_le = datetime.date(2027, 1, 5)
        reglages.save()

        report = load()["pages"]

        assert ContentPage.objects.get(slug="bafa").title == "Le BAFA, chez nous"
        assert not ContentPage.objects.filter(slug="job-d-ete").exists()
        assert ContentPage.objects.get(pk=ours.pk).chapeau == ours.chapeau
        assert report["retouchées à la main, laissées"] == report["supprimées à la main"] == 1
        assert 1 <= report["mises à jour"] < 5
        reglages.refresh_from_db()
        assert reglages.nom == "Info Jeunes Flandre"
        assert reglages.numeros_verifies_le == datetime.date(2027, 1, 5)


def test_the_command_with_the_real_guide_links_the_places(demonstration):
    for page in ContentPage.objects.all():  # what the admin's form would check, communes included
        page.full_clean()
        page._meta.get_field("corps").stream_block.clean(page.corps)
    assert PijPage.objects.get(slug="pij-halluin").structure.nom == "Point Information Jeunesse de Halluin"
    assert ReglagesSite.for_site(Site.objects.get()).commune.nom == "Lille"
    assert "Qui peut t’aider autour de Lille" in Client().get("/emploi/").content.decode()
    assert "Centre Régional Information Jeunesse de Lille" in Client().get("/").content.decode()

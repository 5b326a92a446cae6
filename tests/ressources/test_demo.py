"""The demonstration guide: every entry valid, well placed, plainly fictional, and never loaded twice."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.test import TestCase
from wagtail.models import Site

from geo.points import point_in_commune
from ressources.demo import load
from ressources.demo.lecture import read
from ressources.models import Lieu, Permanence, PersonneRessource, Structure, Thematique
from ressources.vocabulaire import Axe

TODAY = datetime.date(2026, 11, 23)
MODELES = (Structure, PersonneRessource, Permanence)


class TestLoad(TestCase):
    """Loaded once for all, over the real communes."""

    @classmethod
    def setUpTestData(cls):
        call_command("import_communes", verbosity=0)
        cls.site = Site.objects.get()
        cls.added = load(cls.site, today=TODAY)

    def test_load_gives_a_guide_of_valid_entries_for_every_axis(self):
        assert self.added["structures"] + self.added["personnes"] + self.added["permanences"] >= 250
        assert set(Thematique.objects.values_list("axe", flat=True)) == set(Axe.values)
        for modele in MODELES:
            for fiche in modele.objects.all():
                fiche.full_clean()
                assert fiche.live
        for lieu in Lieu.objects.select_related("commune"):
            lieu.full_clean()
            assert point_in_commune(lieu.commune, lieu.latitude, lieu.longitude) is not False, lieu

    def test_load_covers_the_border_and_each_axis_with_people(self):
        assert Lieu.objects.filter(commune__pays="BE").count() >= 8
        for axe in Axe.values:
            assert PersonneRessource.objects.filter(competences__axe=axe).distinct().count() >= 5, axe

    def test_load_again_adds_nothing_and_keeps_an_editors_work(self):
        structure = Structure.objects.first()
        structure.presentation = "Corrigée par une éditrice."
        structure.save()

        again = load(self.site, today=TODAY + datetime.timedelta(days=40))

        assert set(again.values()) == {0}
        structure.refresh_from_db()
        assert structure.presentation == "Corrigée par une éditrice."

    def test_verification_dates_count_from_the_day_of_loading(self):
        dates = Structure.objects.values_list("verifie_le", flat=True)
        assert all(TODAY - datetime.timedelta(days=365) < date <= TODAY for date in dates)
        assert Structure.objects.due_for_review().exists()


@pytest.mark.parametrize("nom", ["structures", "personnes", "permanences"])
def test_contacts_are_those_kept_for_fiction(nom):
    for entree in read(nom):
        telephone, courriel = entree.get("telephone", ""), entree.get("courriel", "")
        assert re.fullmatch(r"(03 53 01|06 39 98) \d\d \d\d|", telephone), entree["id"]
        assert courriel.endswith("@exemple.fr") or not courriel, entree["id"]

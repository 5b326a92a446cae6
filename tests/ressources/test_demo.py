"""The demonstration guide: every entry valid, well placed, plainly fictional, and never loaded twice."""

import datetime
import re

import pytest
from django.utils import timezone
from wagtail.models import Site

from geo.points import point_in_commune
from ressources.demo import load
from ressources.demo.chargement import SOURCE
from ressources.demo.lecture import read
from ressources.models import Lieu, Permanence, PersonneRessource, Structure, Thematique
from ressources.vocabulaire import Axe

MODELES = (Structure, PersonneRessource, Permanence)


def test_the_guide_is_of_valid_entries_for_every_axis(demonstration):
    assert sum(modele.objects.filter(source=SOURCE).count() for modele in MODELES) >= 250
    assert set(Thematique.objects.values_list("axe", flat=True)) == set(Axe.values)
    for modele in MODELES:
        for fiche in modele.objects.all():
            fiche.full_clean()
            assert fiche.live
    for lieu in Lieu.objects.select_related("commune"):
        lieu.full_clean()
        assert point_in_commune(lieu.commune, lieu.latitude, lieu.longitude) is not False, lieu

    assert Lieu.objects.filter(commune__pays="BE").count() >= 8
    for axe in Axe.values:
        assert PersonneRessource.objects.filter(competences__axe=axe).distinct().count() >= 5, axe

    dates = Structure.objects.values_list("verifie_le", flat=True)
    today = timezone.localdate()  # the day of loading
    assert all(today - datetime.timedelta(days=365) < date <= today for date in dates)
    assert Structure.objects.due_for_review().exists()


def test_loading_again_adds_nothing_and_keeps_an_editors_work(demonstration):
    structure = Structure.objects.first()
    structure.presentation = "Corrigée par une éditrice."
    structure.save()

    again = load(Site.objects.get(), today=timezone.localdate() + datetime.timedelta(days=40))

    assert set(again.values()) == {0}
    structure.refresh_from_db()
    assert structure.presentation == "Corrigée par une éditrice."


@pytest.mark.parametrize("nom", ["structures", "personnes", "permanences"])
def test_contacts_are_those_kept_for_fiction(nom):
    for entree in read(nom):
        telephone, courriel = entree.get("telephone", ""), entree.get("courriel", "")
        assert re.fullmatch(r"(03 53 01|06 39 98) \d\d \d\d|", telephone), entree["id"]
        assert courriel.endswith("@exemple.fr") or not courriel, entree["id"]

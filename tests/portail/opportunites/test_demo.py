"""The demonstration's opportunities: enough of them, plainly fictional, never stale, never loaded twice."""

import datetime
import re

import pytest
from django.utils import timezone
from wagtail.models import Site

from portail.opportunites.demo import load
from portail.opportunites.demo.chargement import DATES, read, to_date
from portail.opportunites.etats import compute_etat
from portail.opportunites.models import FAMILLES, Mobilite, Opportunite
from portail.opportunites.vocabulaire import Etat
from ressources.demo.chargement import SOURCE

TODAY = datetime.date(2026, 11, 23)
ENTREES = [(famille, entree) for famille in FAMILLES for entree in read(famille)]


def test_there_are_enough_of_each_family_and_ids_are_unique():
    assert len(ENTREES) >= 120
    assert min(len(read(famille)) for famille in FAMILLES) >= 10
    assert len({entree["id"] for _famille, entree in ENTREES}) == len(ENTREES)


@pytest.mark.parametrize(("famille", "entree"), ENTREES, ids=[entree["id"] for _, entree in ENTREES])
def test_an_entry_is_fictional_and_its_dates_roll(famille, entree):
    assert re.fullmatch(r"03 53 01 \d\d \d\d|", entree.get("telephone", ""))
    assert re.match(r"https://www\.exemple\.fr/|$", entree.get("lien", ""))
    for nom in DATES:
        if nom in entree:
            to_date(entree[nom], TODAY)


@pytest.mark.parametrize("texte", ["2026-12-01", "12", "+12", "12j", "demain", ""])
def test_a_date_that_would_not_roll_is_refused(texte):
    with pytest.raises(ValueError, match="relative day"):
        to_date(texte, TODAY)


def test_loading_twice_adds_nothing_rolls_the_dates_and_keeps_an_editors_work(demonstration):
    site, aujourdhui = Site.objects.get(), timezone.localdate()
    demo = Opportunite.objects.filter(source=SOURCE)  # and not of its feeds
    assert demo.count() == len(ENTREES)
    etats = set()
    for offre in demo.specifics():
        offre.full_clean()
        etats.add(compute_etat(offre, aujourdhui))
    assert etats == {Etat.FUTURE, Etat.OUVERTE, Etat.BIENTOT_CLOSE, Etat.CLOSE}

    touchee = Mobilite.objects.filter(source=SOURCE).order_by("pk").first()
    touchee.save_revision()
    avant = dict(demo.values_list("pk", "cloture"))
    assert load(site, today=aujourdhui) == {"opportunites": 0, "avancees": 0}
    plus_tard = load(site, today=aujourdhui + datetime.timedelta(days=40))
    assert plus_tard["opportunites"] == 0
    assert plus_tard["avancees"] > 100
    apres = dict(demo.values_list("pk", "cloture"))
    assert apres[touchee.pk] == avant[touchee.pk]
    assert {(apres[pk] - avant[pk]).days for pk in avant if avant[pk] and pk != touchee.pk} == {40}

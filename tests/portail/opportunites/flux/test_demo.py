"""The demonstration's feeds: something real to see on each of their screens, whatever the day, and never twice."""

import datetime
import re

import pytest
from django.utils import timezone
from wagtail.models import Site

from portail.opportunites.demo.chargement import to_open_day
from portail.opportunites.flux.demo.chargement import load, read, render
from portail.opportunites.flux.models import Flux, OffreEnQuarantaine
from portail.opportunites.flux.vocabulaire import FormatFlux, StatutPassage
from portail.opportunites.models import Opportunite
from ressources.recurrence import is_holiday

TODAY = timezone.localdate()  # a clock that stands still would not tell one reading from the next


@pytest.mark.usefixtures("demonstration")
def test_a_feed_is_clean_the_other_has_something_to_deal_with():
    missions, agenda = Flux.objects.get(nom="coup-de-main"), Flux.objects.get(nom="agenda-maisons-de-quartier")
    dernier = missions.passages.first()
    assert not [r for r in dernier.remarques if r["texte"].count("plusieurs communes possibles") > 1]
    assert dernier.bilan == {
        "lus": 17, "crees": 0, "modifies": 0, "inchanges": 12, "refuses": 2, "quarantaine": 3,
    }  # fmt: skip
    assert dernier.retirees == 2
    assert {offre.motif for offre in OffreEnQuarantaine.objects.all()} == {
        "commune_ambigue", "commune_inconnue", "code_postal",
    }  # fmt: skip
    assert missions.offres.published().current_on(TODAY).count() == 12
    (seul,) = agenda.passages.all()
    assert (seul.bilan["crees"], seul.bilan["refuses"]) == (8, 1)
    for offre in Opportunite.objects.exclude(vue_le=None).specifics():
        offre.full_clean()
        assert "<" not in offre.description


@pytest.mark.usefixtures("demonstration")
def test_a_second_load_reads_nothing_the_next_day_moves_the_dates_and_settings_that_read_nothing_are_told():
    site = Site.objects.get(is_default_site=True)
    avant = dict(Opportunite.objects.filter(retiree_le=None).values_list("source_id", "echeance"))
    assert load(site, TODAY) == {"flux": 0, "lus": 0}
    assert load(site, TODAY + datetime.timedelta(days=1)) == {"flux": 0, "lus": 2}
    apres = dict(Opportunite.objects.filter(retiree_le=None).values_list("source_id", "echeance"))
    assert apres.keys() == avant.keys()
    assert apres["CM-101"] == avant["CM-101"] + datetime.timedelta(days=1)
    assert OffreEnQuarantaine.objects.count() == 3
    flux = Flux.objects.get(nom="coup-de-main")
    flux.elements = "ailleurs"
    flux.save()
    load(site, TODAY + datetime.timedelta(days=2))
    dernier = flux.passages.first()
    assert dernier.statut == StatutPassage.REFUSE
    assert "Aucune liste" in dernier.message


def test_nobody_is_invited_on_a_sunday_or_a_holiday():
    agenda = next(entree for entree in read() if entree["format"] == FormatFlux.ICAL)
    for decalage in range(60):
        texte = render(agenda, datetime.date(2026, 4, 1) + datetime.timedelta(days=decalage))
        jours = list(map(datetime.date.fromisoformat, re.findall(r"DTSTART\S*:(\d{8})T", texte)))
        assert len(jours) == 9
        assert not [jour for jour in jours if jour.weekday() == 6 or is_holiday(jour)]


@pytest.mark.parametrize(
    ("jour", "ouvert"),
    [
        ("2026-03-16", "2026-03-16"),
        ("2026-03-15", "2026-03-16"),
        ("2026-04-05", "2026-04-07"),
        ("2026-05-01", "2026-05-02"),
    ],
)
def test_an_open_day_is_the_same_or_the_next_one(jour, ouvert):
    assert to_open_day(datetime.date.fromisoformat(jour)) == datetime.date.fromisoformat(ouvert)

"""The dispositifs that come with the portal: enough of them, readable, coherent, no invented figure."""

import re

import pytest
from django.utils.text import slugify

from portail.cms.validators import validate_destination
from portail.dispositifs.blocks import RegleBlock, compile_rules
from portail.dispositifs.eligibilite.coherence import contradiction
from portail.dispositifs.models.dispositif import assemble_rule
from portail.dispositifs.vocabulaire import Apport
from portail.pages.demo.dispositifs import build_rule, entries, next_window
from portail.pages.demo.reading import read_lists
from ressources.demo.lecture import read
from ressources.vocabulaire import Axe
from tests.portail.dispositifs.test_pages_publiques import JOUR

ENTRIES = entries()
AIDES = read_lists("aides")
by_slug = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["slug"])


def test_there_are_enough_on_every_axis_and_of_every_kind():
    assert len(ENTRIES) >= 40
    assert sum(bool(entry.get("laboratoire")) for entry in ENTRIES) == 15
    assert {entry["axe"] for entry in AIDES} == set(Axe.values)
    assert {entry["apport"] for entry in AIDES} == set(Apport.values)


def test_addresses_are_unique():
    slugs = [entry["slug"] for entry in ENTRIES]

    assert len(set(slugs)) == len(slugs)
    assert all(slug == slugify(slug) for slug in slugs)


@by_slug
def test_it_speaks_to_the_young_in_short_sentences(entry):
    themes = {theme["slug"] for theme in read("thematiques")}

    assert len(entry["chapeau"]) <= 200
    assert not re.search(r"\b(veuillez|vous devez|votre)\b", str(entry), re.IGNORECASE)
    assert set(entry["thematiques"]) <= themes
    assert entry["thematiques"]


@pytest.mark.parametrize("entry", AIDES, ids=lambda entry: entry["slug"])
def test_an_aid_says_what_it_brings_who_gives_it_and_where_to_ask(entry):
    assert entry["montant"]
    assert entry["porteur"]
    assert entry["etapes"]
    validate_destination(entry["lien"])
    assert entry["lien"].startswith("https://")
    assert entry["lien_nom"] in entry["lien"]


@pytest.mark.parametrize("entry", AIDES, ids=lambda entry: entry["slug"])
def test_a_sum_of_money_sends_to_the_official_site(entry):
    sums = re.findall(r"\d[\d ]*€", entry["montant"])

    if any(int(re.sub(r"\D", "", found)) >= 100 for found in sums):
        assert "à vérifier sur le site officiel" in entry["montant"]


@by_slug
def test_its_rule_is_one_that_an_editor_could_have_built_and_that_somebody_satisfies(entry):
    block = RegleBlock()
    stream = block.clean(block.to_python(build_rule(entry.get("regle", ()), entry["slug"])))

    rule = assemble_rule(
        ages=(entry.get("age_min"), entry.get("age_max")),
        zones=[],
        dates=(None, None),
        conditions=compile_rules(stream),
    )

    assert contradiction(rule) == ()
    assert all(regle.say() for regle in rule.regles)


def test_a_yearly_window_is_this_year_s_until_it_is_over():
    assert [f"{day:%Y-%m-%d}" for day in next_window("09-01", "12-31", JOUR)] == ["2026-09-01", "2026-12-31"]
    assert [f"{day:%Y-%m-%d}" for day in next_window("03-01", "05-31", JOUR)] == ["2027-03-01", "2027-05-31"]

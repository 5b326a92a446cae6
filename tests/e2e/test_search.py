"""Somebody on a phone looks for a home in Tourcoing: with scripts, without, and from where they stand."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from .search_page import SearchPage
from .visitor import Visitor

LILLE = {"latitude": 50.6366, "longitude": 3.0635}
ATLANTIC = {"latitude": 40.0, "longitude": -40.0}


@pytest.fixture
def search(visitor: Visitor) -> SearchPage:
    visitor.open("/")
    return SearchPage(visitor.page)


def test_commune_is_chosen_with_the_keyboard(search):
    box = search.page.get_by_role("combobox", name="Où ?")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-controls", "ou_liste")

    box.press_sequentially("tourc")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(search.page.get_by_role("listbox", name="Où ?")).to_be_visible()
    expect(search.live_region).to_contain_text("communes proposées")

    box.press("ArrowDown")
    first = search.options.first
    expect(first).to_contain_text("Tourcoing")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(box).to_be_focused()

    box.press("Enter")
    expect(box).to_have_value("Tourcoing")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).not_to_have_attribute("aria-activedescendant", "ou_liste_0")
    expect(search.code).to_have_value("59599")
    expect(search.live_region).to_contain_text("Tourcoing")


def test_escape_closes_the_list_and_keeps_what_was_typed(search):
    box = search.page.get_by_role("combobox", name="Où ?")
    box.press_sequentially("tourc")
    expect(search.options.first).to_be_visible()
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(search.options.first).to_be_hidden()
    expect(box).to_have_value("tourc")


def test_chosen_commune_is_forgotten_when_the_text_changes(search):
    box = search.page.get_by_role("combobox", name="Où ?")
    box.press_sequentially("tourc")
    search.options.first.click()
    expect(search.code).to_have_value("59599")
    box.press("Backspace")
    expect(search.code).to_be_disabled()


def test_phone_finds_whom_to_call(visitor, search):
    search.what.fill("logement")
    search.where.press_sequentially("tourc")
    expect(search.options.first).to_be_visible()
    search.where.press("ArrowDown")
    search.where.press("Enter")
    search.where.press("Enter")
    visitor.page.wait_for_url("**/recherche/?*commune=59599*")
    expect(search.count).to_contain_text("km de Tourcoing")

    search.filters.click()
    visitor.page.get_by_label("D’abord").select_option("distance")
    visitor.page.wait_for_url("**tri=distance*")
    expect(search.page.locator("#tri")).to_have_value("distance")
    distances = search.distances()
    assert len(distances) >= 5
    assert all(near <= far for near, far in pairwise(distances)), distances

    toggle = visitor.page.get_by_role("button", name="Carte")
    toggle.click()
    expect(visitor.page.locator(".pin").first).to_be_visible()
    expect(visitor.page.locator("#resultats")).to_be_hidden()
    back = visitor.page.get_by_role("button", name="Liste")
    expect(back).to_have_attribute("aria-expanded", "true")
    back.click()
    expect(visitor.page.locator("#resultats")).to_be_visible()

    title = search.titles()[0]
    search.cards.first.get_by_role("link", name=title, exact=True).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(visitor.page.locator(".action-bar [href^='tel:']")).to_contain_text("Appeler")
    assert not visitor.calls_outside
    assert not visitor.errors
    assert not visitor.cookies()


@pytest.mark.parametrize("typed", ["Tourcoing", "59200"])
def test_plain_form_answers_without_scripts(typed, open_window, guide):
    visitor = open_window(java_script_enabled=False)
    visitor.open("/")
    search = SearchPage(visitor.page)
    expect(search.near_me).to_be_hidden()
    search.what.fill("logement")
    search.where.fill(typed)
    search.go.click()
    expect(search.count).to_contain_text("km de Tourcoing")
    wanted = guide.search(q="logement", commune="59599")
    expect(search.count).to_contain_text(str(wanted["total"]))
    assert search.titles()[0].replace("\N{NO-BREAK SPACE}", " ") == wanted["resultats"][0]["titre"]

    search.open_group("Qui ou quoi")
    search.filter("Personnes").check()
    visitor.page.get_by_role("button", name="Appliquer").click()
    expect(search.filter("Personnes")).to_be_checked()
    assert "type=personne" in visitor.path()
    expect(search.cards.first.locator(".card__kicker")).to_have_text("Personne")

    search.cards.first.locator(".card__title a").click()
    assert visitor.path().startswith("/personnes/")
    expect(visitor.page.locator(".action-bar a").first).to_be_visible()


def test_commune_of_another_name_replaces_the_chosen_one_without_scripts(open_window):
    visitor = open_window(java_script_enabled=False)
    visitor.open("/recherche/?q=logement&ou=Tourcoing&commune=59599")
    search = SearchPage(visitor.page)
    search.where.fill("Roubaix")
    search.go.click()
    expect(search.count).to_contain_text("km de Roubaix")


def test_around_me_finds_the_commune_and_sends_the_position_to_the_site_only(open_window):
    visitor = open_window(geolocation=LILLE, permissions=["geolocation"])
    visitor.open("/")
    search = SearchPage(visitor.page)
    search.near_me.click()
    expect(search.where).to_have_value("Lille")
    expect(search.code).to_have_value("59350")
    assert not visitor.calls_outside
    search.what.fill("logement")
    search.go.click()
    expect(search.count).to_contain_text("km de Lille")
    assert "latitude" not in visitor.path(), "the position must not stay in the address"
    assert not visitor.cookies()
    kept = visitor.page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })")
    assert "50.6" not in kept


def test_around_me_far_from_everything_says_so(open_window):
    visitor = open_window(geolocation=ATLANTIC, permissions=["geolocation"])
    visitor.open("/")
    search = SearchPage(visitor.page)
    search.near_me.click()
    expect(search.message).to_contain_text("Tu es loin des communes")
    expect(search.where).to_have_value("")


def test_around_me_refused_offers_to_write_the_commune(open_window):
    visitor = open_window(permissions=[])
    visitor.open("/")
    search = SearchPage(visitor.page)
    search.near_me.click()
    expect(search.message).to_contain_text("Tu as refusé de dire où tu es")
    expect(search.live_region).to_contain_text("Tu as refusé")
    expect(search.near_me).not_to_have_attribute("aria-busy", "true")
    expect(search.where).to_be_editable()

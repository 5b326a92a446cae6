"""Filters refreshed in place: the address follows, focus stays, the count is said, Back goes back."""

import re

import pytest
from playwright.sync_api import expect

from .search_page import SearchPage
from .visitor import DESKTOP, PHONE, Visitor

KINDS = "Qui ou quoi"
START = "/recherche/?q=logement&ou=Tourcoing&commune=59599"


@pytest.fixture
def visitor(open_window) -> Visitor:
    visitor = open_window(viewport=DESKTOP)
    visitor.open(START)
    visitor.page.evaluate("() => { window.stayed = true }")  # gone as soon as a whole page is loaded
    return visitor


@pytest.fixture
def search(visitor: Visitor) -> SearchPage:
    search = SearchPage(visitor.page)
    search.open_group(KINDS)
    return search


def test_filter_refreshes_in_place(visitor, search, guide):
    wanted = guide.search(q="logement", commune="59599", type="personne")["total"]
    before = search.count.inner_text()
    box = search.filter("Personnes")
    box.focus()
    visitor.page.keyboard.press("Space")

    visitor.page.wait_for_url("**type=personne*")
    expect(search.count).not_to_have_text(before)
    expect(search.count).to_contain_text(str(wanted))
    expect(search.live_region).to_have_text(search.count.inner_text())
    expect(search.filter("Personnes")).to_be_checked()
    expect(search.filter("Personnes")).to_be_focused()
    expect(search.group(KINDS)).to_have_attribute("open", "")
    assert visitor.page.evaluate("() => window.stayed")
    assert not visitor.errors


def test_address_of_a_filtered_search_can_be_shared(visitor, search, open_window):
    search.filter("Personnes").check()
    visitor.page.wait_for_url("**type=personne*")
    expect(search.filter("Personnes")).to_be_checked()
    expect(search.live_region).to_have_text(search.count.inner_text())
    friend = open_window()
    friend.open(visitor.path())
    assert SearchPage(friend.page).count.inner_text() == search.count.inner_text()
    assert SearchPage(friend.page).titles() == search.titles()


def test_back_restores_the_search_before(visitor, search):
    before, titles = search.count.inner_text(), search.titles()
    search.filter("Personnes").check()
    visitor.page.wait_for_url("**type=personne*")
    expect(search.count).not_to_have_text(before)
    visitor.page.go_back()
    expect(search.count).to_have_text(before)
    assert "type=personne" not in visitor.path()
    assert search.titles() == titles
    expect(search.filter("Personnes")).not_to_be_checked()


def test_chip_removes_its_filter(visitor, search):
    before = search.count.inner_text()
    search.filter("Personnes").check()
    visitor.page.wait_for_url("**type=personne*")
    expect(search.live_region).to_have_text(search.count.inner_text())  # all is in place
    visitor.page.keyboard.press("Escape")  # the open group lies over the chips
    visitor.page.locator(".chip--removable", has_text="Personnes").click()
    expect(search.count).to_have_text(before)
    assert "type=personne" not in visitor.path()


def test_hovering_a_card_lights_its_pin(visitor, search):
    card = visitor.page.locator("#resultats .card[data-marker='1']")
    pin = visitor.page.locator(".pin[aria-label^='1. ']")
    expect(pin).to_be_visible()
    expect(pin).not_to_contain_class("pin--lit")
    card.hover()
    expect(pin).to_contain_class("pin--lit")


def test_map_follows_the_list(visitor, search):
    pin = visitor.page.locator(".pin[aria-label^='1. ']")
    expect(pin).to_be_visible()
    before = pin.get_attribute("aria-label")
    search.filter("Personnes").check()
    visitor.page.wait_for_url("**type=personne*")
    expect(pin).not_to_have_attribute("aria-label", before)
    expect(pin).to_have_attribute("aria-label", re.compile(re.escape(search.titles()[0])))


@pytest.mark.parametrize(
    ("start", "group", "option", "written"),
    [
        ("/opportunites/engagement/", "Forme", "Bénévolat", "forme=benevolat"),
        ("/opportunites/mobilite/?ou=Roubaix", "Combien de temps", "De 2 à 6 mois", "duree=moyen"),
        ("/dispositifs/", "Tu cherches quoi", "De l’argent", "apport=argent"),
    ],
)
def test_lists_are_refreshed_in_place_too(open_window, start, group, option, written):
    visitor = open_window(viewport=DESKTOP)
    page = visitor.page
    visitor.open(start)
    page.evaluate("() => { window.stayed = true }")
    listed = SearchPage(page)
    before, titles = listed.count.inner_text(), listed.titles()
    expect(page.get_by_role("button", name="Appliquer")).to_be_hidden()
    listed.open_group(group)
    box = listed.filter(option)
    box.focus()
    page.keyboard.press("Space")

    page.wait_for_url(f"**{written}*")
    expect(listed.count).not_to_have_text(before)
    expect(listed.live_region).to_have_text(listed.count.inner_text())
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(listed.group(group)).to_have_attribute("open", "")
    assert page.evaluate("() => window.stayed")

    friend = open_window()
    friend.open(visitor.path())
    assert SearchPage(friend.page).titles() == listed.titles()

    page.go_back()
    expect(listed.count).to_have_text(before)
    assert written not in visitor.path()
    assert listed.titles() == titles
    expect(box).not_to_be_checked()
    assert not visitor.errors
    assert not visitor.cookies()


def test_a_map_left_without_places_gives_the_list_back(open_window):
    visitor = open_window(viewport=PHONE)
    visitor.open("/opportunites/")
    listed = SearchPage(visitor.page)
    visitor.page.get_by_role("button", name="Carte").click()
    expect(listed.count).to_be_hidden()
    listed.open_group("Quoi")
    listed.filter("Partir à l’étranger").check()
    expect(listed.count).to_be_visible()
    expect(listed.count).to_contain_text("offres")

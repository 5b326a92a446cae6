"""Without a mouse: skip link, menu, filters; focus is always seen."""

import pytest
from playwright.sync_api import expect

from .audit import probe
from .search_page import SearchPage
from .visitor import DESKTOP


@pytest.mark.parametrize("path", ["/", "/recherche/?q=logement", "/autonomie/"])
def test_skip_link_comes_first_and_leads_to_the_content(path, visitor):
    visitor.open(path)
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("main")).to_be_focused()
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_menu_opens_and_closes_with_the_keyboard(visitor):
    visitor.open("/")
    summary = visitor.page.locator("[data-menu] > summary")
    entry = visitor.page.locator("[data-menu] a").first
    summary.focus()
    visitor.page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    visitor.page.keyboard.press("Tab")
    expect(entry).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(summary).to_be_focused()


def test_filters_are_set_with_the_keyboard(open_window):
    visitor = open_window(viewport=DESKTOP)
    visitor.open("/recherche/?q=logement&ou=Tourcoing&commune=59599")
    search = SearchPage(visitor.page)
    themes = search.group("Thème")
    themes.locator("summary").first.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    first = themes.locator("input").first
    expect(first).to_be_focused()
    value = first.get_attribute("value")
    visitor.page.keyboard.press("Space")
    visitor.page.wait_for_url(f"**theme={value}*")
    again = themes.locator(f"input[value='{value}']")
    expect(again).to_be_checked()
    expect(again).to_be_focused()

    visitor.page.keyboard.press("Escape")
    expect(themes).not_to_have_attribute("open", "")
    expect(themes.locator("summary").first).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/recherche/?q=logement&ou=Lille"])
def test_focus_is_seen_all_along_the_page(path, visitor):
    """The first thirty stops: each in the window, each outlined."""
    visitor.open(path)
    for stop in range(30):
        visitor.page.keyboard.press("Tab")
        name = visitor.focused().evaluate("node => node.outerHTML.slice(0, 120)")
        expect(visitor.focused(), f"stop {stop}: {name}").to_be_in_viewport()
        assert probe(visitor.page, "showsFocus"), f"stop {stop} has no outline: {name}"

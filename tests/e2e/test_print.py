"""On paper: the address, without the furniture."""

import pytest
from playwright.sync_api import expect

from .visitor import DESKTOP


@pytest.mark.parametrize("kind", ["structure", "personne"])
def test_printed_entry_keeps_its_address_and_drops_the_furniture(kind, open_window, guide):
    entry = guide.first(type=kind, q="logement", commune="59599")
    visitor = open_window(viewport=DESKTOP)
    visitor.open(entry["url"])
    page = visitor.page
    paper = page.locator(".to-print")
    expect(paper).to_be_hidden()
    page.emulate_media(media="print")
    for furniture in (".nav-wide", ".header__tools", ".action-bar", ".map", ".share", "[data-quit]", "[data-listen]"):
        expect(page.locator(furniture).first, furniture).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(paper).to_contain_text(entry["commune"])
    expect(paper).to_contain_text(entry["url"])
    expect(paper.locator("svg, img").first).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_printed_results_drop_filters_and_map(open_window):
    visitor = open_window(viewport=DESKTOP)
    visitor.open("/recherche/?q=logement&ou=Lille")
    visitor.page.emulate_media(media="print")
    for furniture in (".search", ".facets", ".results__map .map", ".filters"):
        expect(visitor.page.locator(furniture).first, furniture).to_be_hidden()
    expect(visitor.page.locator("#resultats .card").first).to_be_visible()

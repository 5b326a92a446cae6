"""What an editor does in the administration is what the next search shows."""

import pytest
from playwright.sync_api import expect

from .admin_pages import Admin
from .search_page import SearchPage
from .visitor import DESKTOP, Visitor

NAME = "Péniche aux Trois Écluses"
SEARCH = "/recherche/?q=péniche+aux+trois+écluses"


@pytest.fixture
def editor(open_window, accounts) -> Admin:
    return Admin(open_window(viewport=DESKTOP), accounts["éditeur"])


def found(visitor: Visitor) -> list[str]:
    """The titles of the first page, as a visitor without any cookie reads them."""
    visitor.open(SEARCH)
    return SearchPage(visitor.page).titles()


def test_editor_renames_publishes_and_withdraws_an_entry(editor, visitor, guide):
    entry = guide.first(type="structure", q="planning familial")
    assert NAME not in found(visitor), "the name must be new to the search"

    editor.edit("structure", entry["id"])
    editor.rename(NAME)
    editor.save_draft()
    assert NAME not in found(visitor), "a draft must stay hidden"

    editor.publish()
    assert NAME in found(visitor)
    visitor.open(entry["url"])
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(NAME)

    editor.unpublish("structure", entry["id"])
    assert NAME not in found(visitor)
    visitor.open(entry["url"], expected=410)
    expect(visitor.page.locator("main")).not_to_contain_text(NAME)


def test_place_is_put_on_the_map_of_its_commune(editor, guide):
    """Lille, and not Saint-André-lez-Lille, whose postcode is Lille's code."""
    editor.edit("structure", guide.first(type="structure", commune="59350", rayon="5", q="crij")["id"])
    editor.open_tab("Lieux et horaires")
    canvas = editor.open_map()
    expect(canvas.locator("xpath=following-sibling::*[1]")).to_have_text("Lille")
    expect(canvas.locator(".guide-repere")).to_be_visible()

    latitude = editor.page.locator("input[name$=-latitude]").first
    before = latitude.input_value()
    canvas.click(position={"x": 60, "y": 200})
    expect(latitude).not_to_have_value(before)


def test_form_with_an_empty_name_says_so_and_keeps_the_rest(editor, guide):
    entry = guide.first(type="structure", q="mission locale")
    editor.edit("structure", entry["id"])
    editor.page.locator("input[name=sigle]").fill("ABC")
    editor.rename("")
    editor.page.locator("form[data-edit-form]").evaluate("form => { form.noValidate = true }")
    editor.try_to_publish()
    editor.expect_message("error")
    expect(editor.page.locator("input[name=sigle]")).to_have_value("ABC")


def test_administration_is_closed_to_visitors(visitor):
    visitor.open("/admin/")
    assert visitor.path().startswith("/admin/login/")


@pytest.mark.parametrize("path", ["/admin/", "/admin/snippets/ressources/structure/"])
def test_administration_calls_nobody(path, editor):
    editor.visitor.open(path)
    editor.page.wait_for_load_state("networkidle")
    assert not editor.visitor.calls_outside
    assert not editor.visitor.errors

"""A professional's week under a real mouse: what is dragged is moved, what is refused goes back, forms say the same."""

import datetime
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from . import audit
from .visitor import DESKTOP, Visitor

LOIN = datetime.date.today() + datetime.timedelta(weeks=6)  # noqa: DTZ011 - any week that nobody books
LUNDI = LOIN - datetime.timedelta(days=LOIN.weekday())


@pytest.fixture
def pro(open_window, accounts) -> Visitor:
    """Her computer is on another clock: the hours of the week are those of Paris all the same."""
    window = open_window(viewport=DESKTOP, timezone_id="Pacific/Noumea")
    window.sign_in(accounts["professionnelle"])
    return window


def show_week(window: Visitor, jour: datetime.date) -> Page:
    window.open(f"/espace/creneaux/?semaine={jour}")
    expect(window.page.locator(".semainier--grille")).to_be_visible()
    return window.page


def day(page: Page, rank: int) -> Locator:
    return page.locator("[data-day]").nth(rank)


def hour(page: Page, rank: int, at: float) -> tuple[float, float]:
    """Return the point of the screen that is an hour of a day."""
    column = day(page, rank)
    column.scroll_into_view_if_needed()
    box, root = column.bounding_box(), page.locator("[data-week]")
    first, last = (int(root.get_attribute(name) or 0) for name in ("data-from", "data-to"))
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * (at - first) / (last - first)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def test_a_stretch_is_drawn_moved_and_made_longer(pro):
    page = show_week(pro, LUNDI)
    drag(page, hour(page, 0, 10.05), hour(page, 0, 12))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("10 h – 12 h")
    dialog.get_by_role("link", name="Ouvrir à la réservation").click()
    expect(page.get_by_label("Premier jour")).to_have_value(LUNDI.isoformat())
    page.get_by_label("Premier rendez-vous").check()
    page.get_by_label(re.compile("^Où")).select_option(index=1)
    page.get_by_role("button", name="Enregistrer").click()

    page = show_week(pro, LUNDI)
    expect(day(page, 0)).to_contain_text("10 h – 12 h")
    drag(page, hour(page, 0, 11), hour(page, 2, 14.5))  # Monday 11 to Wednesday 14:30: three hours and a half later
    expect(page.get_by_role("status").first).to_contain_text("C’est enregistré")
    expect(day(page, 2).locator(".bloc", has_text="13 h 30 – 15 h 30")).to_be_visible()
    expect(day(page, 0).locator(".bloc")).to_have_count(0)

    with page.expect_response("**/deplacer/"):  # the grid shows the new hours before the server has them
        drag(page, hour(page, 2, 15.46), hour(page, 2, 17))  # its lower edge
    expect(day(page, 2).locator(".bloc", has_text="13 h 30 – 17 h")).to_be_visible()
    page.reload()
    expect(day(page, 2).locator(".bloc", has_text="13 h 30 – 17 h")).to_be_visible()
    assert not pro.errors


def test_one_date_of_a_repetition_is_set_apart(pro):
    page = show_week(pro, LUNDI + datetime.timedelta(weeks=1))
    block = page.locator("[data-move][data-repeats]").first
    rank = [day(page, n).locator("[data-repeats]").count() > 0 for n in range(7)].index(True)
    start = int(block.get_attribute("data-from") or 0) / 60
    drag(page, hour(page, rank, start + 1), hour(page, 6, 10))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Dimanche")
    dialog.get_by_role("button", name="Ce jour-là seulement").click()
    expect(day(page, 6).locator(".bloc:not(.bloc--pris)").first).to_be_visible()
    expect(day(page, rank).locator("[data-repeats]")).to_have_count(0)
    page = show_week(pro, LUNDI + datetime.timedelta(weeks=2))
    expect(day(page, rank).locator("[data-repeats]")).to_have_count(1)


def test_what_is_refused_goes_back_with_the_reason(pro):
    aujourdhui = datetime.date.today()  # noqa: DTZ011 - the next Christmas
    noel = datetime.date(aujourdhui.year + (aujourdhui > datetime.date(aujourdhui.year, 12, 18)), 12, 25)
    page = show_week(pro, noel)
    ranks = [n for n in range(7) if n != noel.weekday() and day(page, n).locator("[data-move]").count()]
    words = day(page, ranks[0]).inner_text()
    start = int(day(page, ranks[0]).locator("[data-move]").first.get_attribute("data-from") or 0) / 60
    drag(page, hour(page, ranks[0], start + 1), hour(page, noel.weekday(), start + 1))
    page.get_by_role("dialog").get_by_role("button", name="Chaque fois").click()
    expect(page.get_by_role("alert").first).to_contain_text("jour férié")
    expect(day(page, ranks[0])).to_have_text(re.compile(re.escape(words.split("\n")[0])))
    expect(day(page, noel.weekday()).locator("[data-move]")).to_have_count(0)


def test_escape_puts_it_back_and_the_keyboard_has_the_form(pro):
    page = show_week(pro, LUNDI + datetime.timedelta(weeks=3))
    block = page.locator("[data-move]").first
    words, box = block.inner_text(), block.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 90, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert block.inner_text() == words
    audit.probe(page, "still")
    assert block.bounding_box() == box
    block.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Modifier l’ouverture")

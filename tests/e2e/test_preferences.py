"""What somebody sets for themselves: a theme that stays, and a way out that leaves no trace on the screen."""

import pytest
from playwright.sync_api import expect

from .audit import probe
from .visitor import DESKTOP, Visitor

GROUND = "background-color"


def ground(visitor: Visitor) -> str:
    """The colour behind the page, once it has settled."""
    probe(visitor.page, "still")
    return visitor.page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor")


def test_theme_is_kept_from_page_to_page_without_cookie(open_window):
    visitor = open_window(viewport=DESKTOP)
    visitor.open("/")
    switch = visitor.page.get_by_role("button", name="Thème sombre").first
    light = ground(visitor)
    expect(switch).to_have_attribute("aria-pressed", "false")

    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(visitor.page.locator("body")).not_to_have_css(GROUND, light)
    dark = ground(visitor)

    visitor.open("/contact/")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert ground(visitor) == dark
    assert not visitor.cookies()

    switch.click()
    visitor.open("/")
    assert ground(visitor) == light


def test_theme_follows_the_device_until_somebody_chooses(open_window):
    visitor = open_window(color_scheme="dark", viewport=DESKTOP)
    visitor.open("/")
    expect(visitor.page.get_by_role("button", name="Thème sombre").first).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("way", ["button", "escape"])
def test_quick_exit_leaves_for_a_neutral_page(way, visitor: Visitor):
    visitor.open("/autonomie/")
    visitor.open("/articles/harcelement-que-faire/")
    link = visitor.page.locator("[data-quit]")
    neutral = link.get_attribute("href")
    assert neutral is not None
    assert not neutral.startswith(visitor.site)
    with visitor.context.expect_page() as opened:
        if way == "button":
            link.click()
        else:
            for _ in range(3):
                visitor.page.keyboard.press("Escape")
    opened.value.wait_for_url(neutral)
    visitor.page.wait_for_url(neutral)
    visitor.page.go_back()
    assert "harcelement" not in visitor.page.url, "Back must not lead to the page that was left"


def test_quick_exit_is_a_link_without_scripts(open_window):
    visitor = open_window(java_script_enabled=False)
    visitor.open("/articles/harcelement-que-faire/")
    link = visitor.page.locator("[data-quit]")
    neutral = link.get_attribute("href")
    link.click()
    visitor.page.wait_for_url(neutral)

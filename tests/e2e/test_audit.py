"""The audits see what they look for: a page with one fault of each kind."""

import pytest
from playwright.sync_api import Page

from . import audit
from .test_pages import silence
from .visitor import Visitor

SOUND = """<!DOCTYPE html><html lang="fr"><head><title>Page</title><meta name="viewport" content="width=device-width">
<style>a { color: #3730c4 } @media (prefers-color-scheme: dark) { body { background: #14132a; color: #fffaf3 } a { color: #bfe3ff } }</style>
</head><body><main><h1>Page</h1><p>Texte et <a href="/">lien</a>.</p>%s</main></body></html>"""  # noqa: E501 - one page


def faults(page: Page, more: str) -> str:
    page.set_content(SOUND % more)
    found = [
        *audit.check_headings(page),
        *audit.check_axe(page),
        *audit.check_dark(page),
        *audit.check_width(page, 360),
    ]
    return "\n".join(found)


def test_sound_page_has_no_fault(visitor):
    assert faults(visitor.page, "") == ""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("<h1>Encore</h1>", "2 h1"),
        ("<img src='data:,'>", "axe image-alt: img"),
        ("<p id='pale' style='color: #ccc'>Pâle</p>", "axe color-contrast: #pale"),
        ("<p id='nuit' style='color: #1d1b33'>Noir sur noir</p>", "dark: axe color-contrast: #nuit"),
        ("<p class='large' style='width: 400px'>Large</p>", "at 360 px, text 100%: "),
        ("<p class='large' style='width: 400px'>Large</p>", "p.large"),
        ("<input>", "axe label: input"),
    ],
)
def test_fault_is_named(more, said, visitor):
    assert said in faults(visitor.page, more)


def test_text_that_cannot_grow_is_seen(visitor):
    visitor.page.set_content(SOUND % "<p style='width: 20rem'>Vingt</p>")
    assert not audit.check_width(visitor.page, 360)
    assert audit.check_width(visitor.page, 360, text="200%")


def test_a_page_that_is_not_silent_is_heard(visitor: Visitor):
    visitor.open("/")
    visitor.page.evaluate(
        """() => {
          document.cookie = "trace=1";
          console.error("oh");
          return fetch("https://ailleurs.exemple/pixel").catch(() => null);
        }"""
    )
    said = "\n".join(silence(visitor, cookies=()))
    assert "cookie trace" in said
    assert "console: oh" in said
    assert "Content Security Policy" in said, "the page's own policy refuses the call"


def test_a_link_that_leaves_is_written_down(visitor: Visitor):
    visitor.open("/")
    visitor.page.goto("https://ailleurs.exemple/")
    assert visitor.calls_outside == ["https://ailleurs.exemple/"]

"""Listening, copying, sharing: each button works where the device can, and is not shown where it cannot."""

import pytest
from playwright.sync_api import expect

from .visitor import Visitor

ARTICLE = "/articles/ou-dormir-ce-soir/"
# A device with a French voice: keeps what it is given to say, and says when it is silenced.
VOICE = """
window.said = [];
class Utterance { constructor(text) { this.text = text; } }
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "fr-FR", localService: true }],
  speak: (utterance) => window.said.push(utterance),
  cancel: () => { window.said = []; },
  addEventListener: () => {},
} });
"""
NO_VOICE = VOICE.replace('[{ lang: "fr-FR", localService: true }]', '[{ lang: "en-GB", localService: true }]')
SHARING = "navigator.share = (what) => { window.shared = what; return Promise.resolve(); };"


def test_the_page_is_read_aloud_and_falls_silent(visitor: Visitor):
    visitor.context.add_init_script(VOICE)
    visitor.open(ARTICLE)
    page = visitor.page
    button = page.locator("[data-listen]")
    words = button.inner_text()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).not_to_have_text(words)
    said = page.evaluate("() => window.said.map(({ text, lang }) => [text, lang])")
    assert said[0] == [page.get_by_role("heading", level=1).inner_text().replace("\N{NO-BREAK SPACE}", " "), "fr-FR"]
    assert any("115" in text for text, _lang in said)
    assert not any("Quitter" in text for text, _lang in said), "the furniture is not read"

    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_have_text(words)
    assert page.evaluate("() => window.said.length") == 0


def test_the_button_comes_back_when_the_last_sentence_is_said(visitor: Visitor):
    visitor.context.add_init_script(VOICE)
    visitor.open(ARTICLE)
    button = visitor.page.locator("[data-listen]")
    button.click()
    visitor.page.evaluate("() => window.said.at(-1).onend()")
    expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("scripts", [True, False], ids=["no-voice", "no-scripts"])
def test_a_device_that_cannot_speak_french_offers_nothing(scripts, open_window):
    visitor = open_window(java_script_enabled=scripts)
    visitor.context.add_init_script(NO_VOICE)
    visitor.open(ARTICLE)
    expect(visitor.page.locator("[data-listen]")).to_be_hidden()


def test_the_address_is_copied(open_window):
    visitor = open_window(permissions=["clipboard-read", "clipboard-write"])
    visitor.open(ARTICLE)
    button = visitor.page.locator("[data-copy]")
    words = button.inner_text()
    button.click()
    expect(button).not_to_have_text(words)
    assert visitor.page.evaluate("() => navigator.clipboard.readText()") == visitor.site + ARTICLE
    expect(button).to_have_text(words)


def test_the_telephone_s_own_sheet_shares_the_page(visitor: Visitor):
    visitor.context.add_init_script(SHARING)
    visitor.open(ARTICLE)
    visitor.page.locator("[data-share]").click()
    assert visitor.page.evaluate("() => window.shared.url") == visitor.site + ARTICLE


def test_without_scripts_no_button_is_left_dead(open_window):
    visitor = open_window(java_script_enabled=False)
    visitor.open(ARTICLE)
    for tool in ("[data-share]", "[data-copy]", "[data-print]", "[data-theme-switch]"):
        for button in visitor.page.locator(tool).all():
            expect(button, tool).to_be_hidden()

"""Somebody says that an entry is wrong; the team finds it in its list."""

import pytest
from playwright.sync_api import expect

from .admin_pages import Admin
from .report_form import ReportForm
from .visitor import DESKTOP

MESSAGE = "La porte est fermée le mercredi, j’y étais hier."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_report_reaches_the_worklist(scripts, open_window, accounts, guide):
    entry = guide.first(type="structure", q="logement", commune="59599")
    reader = open_window(java_script_enabled=scripts)
    reader.open(entry["url"])
    reader.page.get_by_role("link", name="Signaler une erreur").click()
    form = ReportForm(reader.page)
    form.fill("Les horaires sont faux", MESSAGE, "jeune@exemple.fr").check()
    recap = reader.page.locator(".recap")
    for words in (entry["titre"], "Les horaires sont faux", MESSAGE, "jeune@exemple.fr"):
        expect(recap).to_contain_text(words)
    form.send()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("C’est envoyé")
    expect(reader.page.locator("main")).to_contain_text("sous deux jours")

    moderator = Admin(open_window(viewport=DESKTOP), accounts["modérateur"])
    moderator.open_reports()
    row = moderator.page.get_by_role("row").filter(has_text=entry["titre"]).first
    expect(row).to_contain_text("Nouveau")
    row.get_by_role("link").first.click()
    expect(moderator.page.locator("main")).to_contain_text(MESSAGE)


def test_errors_are_said_and_no_word_is_lost(visitor, guide):
    entry = guide.first(type="structure", q="logement", commune="59599")
    visitor.open(entry["url"] + "signaler/")
    form = ReportForm(visitor.page)
    form.fill("Autre chose", courriel="jeune@")
    form.check()
    summary = visitor.page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(visitor.page.get_by_label("Autre chose")).to_be_checked()
    expect(visitor.page.get_by_label("Ton adresse e-mail")).to_have_value("jeune@")
    expect(visitor.page.get_by_label("Ton adresse e-mail")).to_have_attribute("aria-invalid", "true")

    summary.get_by_role("link").first.click()
    expect(visitor.page.get_by_label("Tu connais la bonne information")).to_be_focused()

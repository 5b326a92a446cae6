"""A young person writes to somebody, with scripts and without; the professional answers; the answer is read."""

import pytest
from playwright.sync_api import expect

from .visitor import DESKTOP
from .write_form import WriteForm

MESSAGE = "Je cherche un stage en mécanique, est-ce que tu peux m’aider ?"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_request_is_written_answered_and_read(scripts, open_window, accounts, guide):
    reader = open_window(java_script_enabled=scripts)
    reader.open(guide.first(type="personne", q="emploi", commune="59599")["url"])
    reader.page.get_by_role("link", name="Écrire").click()
    form = WriteForm(reader.page)
    form.fill(MESSAGE, f"sam-{scripts}@exemple.fr").check()
    recap = reader.page.locator("main")
    for words in (MESSAGE, "Sam, 15 à 17 ans", f"sam-{scripts}@exemple.fr", "l’accord de tes parents"):
        expect(recap).to_contain_text(words)
    form.send()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("C’est envoyé")
    code = reader.page.locator(".code").inner_text()

    elsewhere = open_window(java_script_enabled=scripts)
    elsewhere.open("/suivi/")
    elsewhere.page.get_by_label("Ton code de suivi").fill(code.lower())
    elsewhere.page.get_by_role("button", name="Voir ma demande").click()
    expect(elsewhere.page.locator(".thread")).to_contain_text(MESSAGE)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_professional_answers_from_her_space(scripts, open_window, accounts):
    account = accounts["professionnelle"]
    pro = open_window(viewport=DESKTOP, java_script_enabled=scripts)
    pro.open("/compte/login/?next=/espace/demandes/")
    pro.page.locator("#id_login").fill(account["email"])
    pro.page.locator("#id_password").fill(account["mot_de_passe"])
    pro.page.locator("main form button[type=submit]").first.click()
    pro.open("/espace/fiches/")
    pro.page.locator(".ligne__titre a").first.click()
    fiche = pro.page.get_by_role("link", name="Ouvrir la page").get_attribute("href")

    reader = open_window(java_script_enabled=scripts)
    reader.open(f"{fiche}ecrire/")
    WriteForm(reader.page).fill(MESSAGE, f"lou-{scripts}@exemple.fr", prenom=f"Lou {scripts}").check().send()

    pro.open("/espace/demandes/")
    pro.page.locator(".ligne", has_text=f"Lou {scripts}").locator(".ligne__titre a").click()
    expect(pro.page.locator(".thread")).to_contain_text(MESSAGE)
    pro.page.get_by_label("Votre réponse").fill("Bonjour, passez mardi, on regarde ensemble.")
    pro.page.get_by_role("button", name="Envoyer la réponse").click()
    expect(pro.page.get_by_role("status").first).to_contain_text("Votre réponse est envoyée")
    expect(pro.page.locator(".thread")).to_contain_text("passez mardi")


def test_errors_are_said_and_no_word_is_lost(visitor, guide):
    visitor.open(guide.first(type="personne", q="emploi", commune="59599")["url"] + "ecrire/")
    form = WriteForm(visitor.page)
    form.fill(MESSAGE, "sam@")
    form.check()
    summary = visitor.page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(visitor.page.get_by_label("Ton message")).to_have_value(MESSAGE)
    summary.get_by_role("link").first.click()
    expect(visitor.page.get_by_label("Ton adresse e-mail")).to_be_focused()

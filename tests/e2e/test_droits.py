"""« Ce à quoi tu as droit »: a young person answers, sees why, and finds whom to call; an editor tries a rule.

Accessibility, width and silence are checked on each state of these pages.
"""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from . import test_pages
from .admin_pages import Admin
from .state import State, Step
from .visitor import DESKTOP, Visitor

DECROCHEUR = "/mes-droits/?ou=Halluin&commune=59279&age=16-17&situation=decrocheur"


def _unfold(visitor: Visitor) -> None:
    closed = visitor.page.locator("main details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()


STATES = (
    State("questions", "/mes-droits/", "form.questions"),
    State("reponses", DECROCHEUR, "#oui .droit", (Step("depliees", ".verdict--non li:visible", _unfold),)),
    State("reponses-fausses", "/mes-droits/?ou=Zzyzx&age=42", ".field__error"),
    State("reponses-homonymes", "/mes-droits/?ou=Villeneuve&age=16-17", "[aria-labelledby=choix-commune] .chip"),
    State("dispositifs", "/dispositifs/", "#resultats"),
    State("dispositifs-filtres", "/dispositifs/?apport=logement&age=18-25&commune=59279", ".chip--removable"),
    State("dispositifs-aucun", "/dispositifs/?apport=sante&axe=engagement", ".empty"),
    State("dispositifs-page-2", "/dispositifs/?page=2", ".pagination [aria-current], .pagination"),
    State("dispositif", "/dispositifs/contrat-apprentissage/", ".key-facts"),
    State("dispositif-dates", "/dispositifs/bourse-crous/", ".notice"),
    State("dispositif-laboratoire", "/dispositifs/acces-au-logement-tourcoing/", ".key-facts"),
    State("recherche-dispositif", "/recherche/?q=visale&type=dispositif", "#resultats .card"),
)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_page_has_no_fault(state, open_window, guide, accounts):
    test_pages.test_page_has_no_fault(state, open_window, guide, accounts)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_decrocheur_of_halluin_finds_an_apprenticeship_and_the_mission_locale(scripts, open_window):
    visitor = open_window(java_script_enabled=scripts)
    page = visitor.page
    visitor.open("/")
    page.get_by_role("link", name="Répondre aux questions").click()
    page.wait_for_url("**/mes-droits/")  # the home page has a box for the place too

    where = page.locator("#ou")
    where.fill("Halluin")
    if scripts:
        page.locator("[role=option]").first.wait_for()
        where.press("ArrowDown")
        where.press("Enter")
    page.get_by_label("16 ou 17 ans").check()
    page.get_by_label("J’ai arrêté l’école").check()
    page.get_by_role("button", name="Voir ce à quoi j’ai droit").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ce à quoi tu as droit")
    yes = page.locator("#oui")
    apprenticeship = yes.locator(".droit", has=page.get_by_role("link", name="Contrat d’apprentissage"))
    expect(apprenticeship.first).to_contain_text("Tu as l’âge")
    expect(yes).to_contain_text("Suivi par la mission locale")
    expect(yes).to_contain_text("Tu as arrêté l’école")
    maybe = page.locator("#peut-etre")
    expect(maybe).to_contain_text("Contrat d’engagement jeune")
    expect(maybe).to_contain_text("À vérifier :")
    expect(page.locator("#bientot")).to_contain_text("À partir de 18 ans")
    expect(page.locator("#qui-aide")).to_contain_text(re.compile("Halluin|km"))

    apprenticeship.get_by_role("link", name="Contrat d’apprentissage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contrat d’apprentissage")
    expect(page.get_by_role("heading", name="Comment faire")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name=re.compile("Retirer le filtre J’ai arrêté l’école")).click()
    expect(page.get_by_label("16 ou 17 ans")).to_be_checked()
    assert "decrocheur" not in visitor.path()
    assert quote("Halluin") in visitor.path()
    assert not visitor.calls_outside
    assert not visitor.cookies()
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0 if scripts else True


def test_questions_are_answered_with_the_keyboard(visitor):
    visitor.open("/mes-droits/")
    page = visitor.page
    page.locator("#ou").focus()
    page.keyboard.type("Halluin")
    page.keyboard.press("Escape")
    page.get_by_label("16 ou 17 ans").focus()
    page.keyboard.press("Space")
    page.get_by_label("J’ai arrêté l’école").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Voir ce à quoi j’ai droit").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#oui")).to_be_visible()


def test_editor_sees_the_verdict_while_writing_the_rule(open_window, accounts):
    visitor = open_window(viewport=DESKTOP)
    Admin(visitor, accounts["éditeur"])
    page = visitor.page
    visitor.open("/admin/snippets/dispositifs/dispositif/")
    page.get_by_role("link", name="Contrat d’apprentissage").first.click()
    page.get_by_role("tab", name="Pour qui").click()
    answer = page.locator("[data-reponse]")
    expect(answer).to_contain_text("La règle, en toutes lettres")

    page.locator("#essai-age").select_option("16-17")
    expect(answer).to_contain_text("Oui")
    page.locator("input[name=age_min]").fill("18")
    expect(answer).to_contain_text("Bientôt : à partir de 18 ans")
    page.locator("input[name=age_max]").fill("17")
    expect(answer).to_contain_text("L’âge minimum dépasse l’âge maximum")

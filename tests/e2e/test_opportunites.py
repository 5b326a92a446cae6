"""Somebody looks for a departure, a home: with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from . import audit
from .visitor import DESKTOP, PHONE

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
PAGES = {
    "list": "/opportunites/",
    "family": "/opportunites/alternance/?metier=boulanger&commune=59279",
    "nothing": "/opportunites/evenement/?genre=forum&age=moins-16&commune=59051&rayon=5&quand=a-venir",
    "errors": "/opportunites/mobilite/?ou=zzzz&pays=zz",
    "calendar": "/opportunites/calendrier/",
}


@SCRIPTS
def test_19_from_roubaix_wants_to_leave_for_three_months(scripts, open_window):
    visitor = open_window(java_script_enabled=scripts)
    page = visitor.page
    visitor.open("/opportunites/")
    page.get_by_role("link", name=re.compile("Partir à l’étranger")).first.click()
    page.locator("#ou").fill("Roubaix")
    page.get_by_role("button", name="Voir").click()
    expect(page.locator("#compte")).to_contain_text("pour qui habite Roubaix")

    page.locator("details.facets > summary").click()
    for group, option in (("Combien de temps", "De 2 à 6 mois"), ("Ton âge", "18 à 25 ans")):
        page.locator("summary", has_text=group).click()
        page.get_by_label(option).check()
        if scripts:  # the list follows each box
            expect(page.locator(".chip--removable", has_text=option)).to_be_visible()
    if not scripts:
        page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("link", name=re.compile("De 2 à 6 mois"))).to_be_visible()

    page.get_by_role("link", name=re.compile("jardin partagé de Turin")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Turin")
    facts = page.locator(".key-facts")
    expect(facts).to_contain_text("Italie")
    expect(facts).to_contain_text("2 à 3 mois")
    expect(page.get_by_role("link", name="Candidater")).to_be_visible()
    expect(page.get_by_role("heading", name="Qui peut t’aider pour ça")).to_be_visible()

    address = page.get_by_role("link", name="Me rappeler la date").get_attribute("href")
    reminder = page.request.get(f"{visitor.site}{address}")
    assert reminder.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VALARM" in reminder.text()
    assert not visitor.cookies()


@SCRIPTS
def test_22_from_linselles_looks_for_a_home(scripts, open_window):
    visitor = open_window(java_script_enabled=scripts)
    page = visitor.page
    visitor.open("/opportunites/logement/?commune=59352")
    cards = page.locator("#resultats")
    expect(cards).to_contain_text("Guichet logement jeunes de la vallée de la Lys")
    expect(cards).to_contain_text("Permanence logement de Linselles")
    expect(cards).not_to_contain_text("Guichet logement jeunes de Roubaix")

    page.get_by_role("link", name="Guichet logement jeunes de la vallée de la Lys").first.click()
    main = page.locator("main")
    expect(main).to_contain_text("Demande de logement social")
    expect(main).to_contain_text("À apporter")
    expect(page.get_by_role("link", name=re.compile("^Appeler")).first).to_have_attribute("href", re.compile("^tel:"))


def test_the_search_finds_them_too(visitor):
    visitor.open("/recherche/?q=boulanger&ou=Halluin&type=alternance")
    expect(visitor.page.locator("#resultats")).to_contain_text("Apprenti boulanger à Halluin")


@pytest.mark.parametrize("width", ["360", "1366"])
@pytest.mark.parametrize("name", [*PAGES, "mobilite", "logement", "alternance", "engagement", "evenement"])
def test_every_page_has_no_fault(name, width, open_window):
    visitor = open_window(viewport={"360": PHONE, "1366": DESKTOP}[width])
    page = visitor.page
    response = visitor.open(PAGES.get(name, f"/opportunites/{name}/"))
    if name not in PAGES:
        page.locator("#resultats a").first.click()
        page.wait_for_load_state()
    faults = [*audit.check_policy(response), *audit.check_headings(page), *audit.check_axe(page)]
    faults += audit.check_width(page, int(width))
    faults += audit.check_width(page, 320) if width == "360" else audit.check_dark(page)
    faults += [f"calls {url}" for url in visitor.calls_outside] + [f"console: {error}" for error in visitor.errors]
    assert not faults
    assert not visitor.cookies()

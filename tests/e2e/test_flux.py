"""An editor follows the partners' feeds: what each gave, what waits, and where it belongs."""

import re

import pytest
from playwright.sync_api import expect

from . import audit
from .admin_pages import Admin
from .visitor import DESKTOP, PHONE

SCREENS = {
    "feeds": "/admin/flux/",
    "set aside": "/admin/flux-offres/quarantaine/",
    "deadlines": "/admin/opportunites/echeances/",
    "doubles": "/admin/opportunites/doublons/",
}


@pytest.fixture
def moderator(open_window, accounts) -> Admin:
    return Admin(open_window(viewport=DESKTOP), accounts["modérateur"])


def faults(admin: Admin) -> list[str]:
    """What is ours in the page: Wagtail's own frame is left aside."""
    return audit.check_axe(admin.page, within="main")


def test_a_feed_tells_what_it_gave_and_what_is_set_aside(moderator):
    page = moderator.page
    moderator.visitor.open("/admin/flux/")
    page.get_by_role("link", name=re.compile("^Coup de main")).first.click()
    expect(page.get_by_role("heading", name="Qualité du dernier passage")).to_be_visible()
    assert not faults(moderator)
    page.locator("td.title a").first.click()
    expect(page.locator("main")).to_contain_text("déjà donné plus haut")
    assert not faults(moderator)

    moderator.visitor.open("/admin/flux-offres/quarantaine/?source=coup-de-main")
    page.get_by_role("link", name="Tenir la buvette du tournoi").click()
    expect(page.get_by_role("button", name="Placer dans cette commune")).to_be_visible()
    assert not faults(moderator)


def test_a_sample_is_looked_at_before_it_changes_anything(moderator, tmp_path):
    sample = tmp_path / "essai.json"
    sample.write_text(
        '{"missions": [{"ref": "X1", "intitule": "Tenir un stand", "lieu": {"ville": "Lille"}}, {"ref": "X2"}]}'
    )
    page = moderator.page
    moderator.visitor.open("/admin/flux/")
    page.get_by_role("link", name=re.compile("^Coup de main")).first.click()
    page.get_by_label("Fichier").set_input_files(sample)
    page.get_by_role("button", name="Voir l’aperçu").click()
    main = page.locator("main")
    expect(main).to_contain_text("Tenir un stand")
    expect(main).to_contain_text("l’offre n’a pas de titre")
    expect(main).to_contain_text("lieu.ville")
    assert not faults(moderator)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", SCREENS.values(), ids=SCREENS)
def test_a_screen_has_no_fault(path, viewport, open_window, accounts):
    admin = Admin(open_window(viewport=viewport), accounts["éditeur"])
    admin.visitor.open(path)
    assert not faults(admin)
    assert admin.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]

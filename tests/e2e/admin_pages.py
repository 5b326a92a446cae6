"""The administration, as an editor uses it. Its addresses are Wagtail's."""

import re

from playwright.sync_api import Locator, expect

from .visitor import Visitor

GUIDE = "/admin/snippets/ressources"


class Admin:
    """Somebody of the team, signed in."""

    def __init__(self, visitor: Visitor, account: dict[str, str]) -> None:
        self.visitor = visitor
        self.page = visitor.page
        visitor.open("/admin/")
        self.page.get_by_label("E-mail").fill(account["email"])
        self.page.get_by_label("Mot de passe", exact=True).fill(account["mot_de_passe"])
        self.page.get_by_role("button", name="Se connecter").click()
        self.page.wait_for_url("**/admin/")

    def edit(self, model: str, pk: int) -> None:
        self.visitor.open(f"{GUIDE}/{model}/edit/{pk}/")

    def open_tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def open_map(self) -> Locator:
        """Open the map of the first place of the form."""
        self.page.get_by_role("button", name="Placer sur la carte").first.click()
        return self.page.locator("[data-carte]").first

    def rename(self, name: str) -> None:
        self.page.locator("input[name=nom]").fill(name)

    def save_draft(self) -> None:
        self._press(self.page.get_by_role("button", name="Enregistrer le brouillon"))
        self.expect_message("success")

    def publish(self) -> None:
        self.try_to_publish()
        self.expect_message("success")

    def try_to_publish(self) -> None:
        self.page.get_by_role("button", name="Plus d'actions").click()
        self._press(self.page.locator("button[name=action-publish]"))

    def unpublish(self, model: str, pk: int) -> None:
        self.visitor.open(f"{GUIDE}/{model}/unpublish/{pk}/")
        self._press(self.page.get_by_role("button", name=re.compile("^Oui")))
        self.expect_message("success")

    def open_reports(self) -> None:
        self.visitor.open(f"{GUIDE}/signalement/")

    def expect_message(self, tone: str) -> None:
        expect(self.page.locator(f".messages .{tone}").first).to_be_visible()

    def _press(self, button: Locator) -> None:
        with self.page.expect_navigation():
            button.click()

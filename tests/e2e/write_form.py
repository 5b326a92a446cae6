"""The form « Écrire à… », as somebody fills it in, and the page that follows."""

from playwright.sync_api import Page

from .proof import prove
from .report_form import REREAD


class WriteForm:
    """Three screens: the form, what will be sent and what is kept of it, the follow-up page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, message: str, courriel: str, prenom: str = "Sam", age: str = "15 à 17 ans") -> "WriteForm":
        self.page.get_by_label("Ton message").fill(message)
        self.page.get_by_label("Ton prénom").fill(prenom)
        self.page.get_by_label(age).check()
        self.page.get_by_label("Ton adresse e-mail").fill(courriel)
        return self

    def check(self) -> "WriteForm":
        """Ask for what will be sent. Quicker than three seconds is a robot: then, as the page says, ask again."""
        prove(self.page)
        self._press(REREAD)
        while self.page.get_by_text("C’était très rapide").is_visible():
            prove(self.page)
            self._press(REREAD)
        return self

    def send(self) -> None:
        self.page.get_by_label("J’ai lu").check()
        self._press("Envoyer")

    def _press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

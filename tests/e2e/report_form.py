"""The form « Signaler une erreur », as somebody fills it in."""

from playwright.sync_api import Page

REREAD = "Relire avant d’envoyer"


class ReportForm:
    """Three screens: the form, what will be sent, thanks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, motif: str, message: str = "", courriel: str = "") -> "ReportForm":
        self.page.get_by_label(motif).check()
        self.page.get_by_label("Tu connais la bonne information").fill(message)
        self.page.get_by_label("Ton adresse e-mail").fill(courriel)
        return self

    def check(self) -> None:
        """Ask for what will be sent. Quicker than three seconds is a robot: then, as the page says, ask again."""
        self._press(REREAD)
        while self.page.get_by_text("C’était très rapide").is_visible():
            self._press(REREAD)

    def send(self) -> None:
        self._press("Envoyer")

    def _press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).click()

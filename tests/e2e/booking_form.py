"""Booking an appointment, as somebody does it: a time, who comes, what will be booked, done."""

import re

from playwright.sync_api import Page

from .guide import Guide
from .proof import prove

REREAD = "Relire avant de réserver"


def booking_path(guide: Guide, **criteria: str | int) -> str:
    """Return where one books with the first entry that the criteria find."""
    entry = re.match(r"/(personne|structure)s/(\d+)-", guide.first(**criteria)["url"])
    assert entry is not None
    return f"/rendez-vous/{entry[1]}/{entry[2]}/"


class BookingForm:
    """The times of a week, then three screens."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def choose(self, rank: int = 0) -> str:
        """Take a time of the week, and return its address."""
        slot = self.page.locator("a.slot").nth(rank)
        address = slot.get_attribute("href") or ""
        with self.page.expect_navigation():
            slot.click()
        return address

    def fill(self, prenom: str, courriel: str, age: str = "18 à 25 ans") -> "BookingForm":
        self.page.get_by_label("Ton prénom").fill(prenom)
        self.page.get_by_label(age).check()
        self.page.get_by_label("Ton adresse e-mail").fill(courriel)
        return self

    def check(self, name: str = REREAD) -> None:
        """Ask for what will be booked. Quicker than three seconds is a robot: then, as the page says, ask again."""
        prove(self.page)
        self._press(name)
        while self.page.get_by_text("C’était très rapide").is_visible():
            prove(self.page)
            self._press(name)

    def send(self) -> None:
        self.page.get_by_label("J’ai compris").check()
        self._press("Réserver")

    def _press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

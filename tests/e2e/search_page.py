"""The question « quoi, où », and the page that answers it."""

import re

from playwright.sync_api import Locator, Page

KM = re.compile(r"([\d,]+)\s*km")  # « 2,4 km », « moins d’1 km »


class SearchPage:
    """The form of the home page or of the results, and the results. Distances are in km."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.what = page.locator("#q")
        self.where = page.locator("#ou")
        self.code = page.locator("input[name=commune]")
        self.options = page.locator("#ou_liste [role=option]")
        self.message = page.locator("[data-commune-field] [data-message]:visible")
        self.near_me = page.get_by_role("button", name="Autour de moi")
        self.go = page.get_by_role("button", name="Trouver")
        self.filters = page.locator("details.facets > summary").first  # wide screens have the groups in a row
        self.count = page.locator("#compte")
        self.cards = page.locator("#resultats .card")
        self.live_region = page.locator("[data-announce]")

    def group(self, label: str) -> Locator:
        """A group of filters, by its title."""
        return self.page.locator("details.facet").filter(has=self.page.locator("summary", has_text=label)).first

    def open_group(self, label: str) -> None:
        """Unfold a group of filters, the whole of them first on a phone."""
        if self.filters.is_visible():
            self.filters.click()
        self.group(label).locator("summary").first.click()

    def filter(self, label: str) -> Locator:
        """A box of the filters, by its words; its count follows them."""
        return (
            self.page.locator("label.choice")
            .filter(has_text=re.compile(rf"^{re.escape(label)}\s*(\(|$)"))
            .locator("input")
        )

    def distances(self) -> list[float]:
        """Those the cards tell, in their order; a card without place tells none."""
        told = (KM.search(text) for text in self.cards.locator(".facts strong").all_inner_texts())
        return [float(number[1].replace(",", ".")) for number in told if number]

    def titles(self) -> list[str]:
        return self.cards.locator(".card__title a").all_inner_texts()

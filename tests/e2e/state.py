"""A page to audit: how to bring a window there, what must be seen, what may be done next."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Response

from .guide import Guide
from .visitor import Visitor

Find = Callable[[Guide], str]
Act = Callable[[Visitor], None]
CSRF = ("csrftoken",)
SIGNED_IN = ("csrftoken", "sessionid")


@dataclass(frozen=True)
class Step:
    """What is done on an open page, and what must be seen then (a CSS selector)."""

    name: str
    shows: str
    act: Act

    def take(self, visitor: Visitor) -> None:
        self.act(visitor)
        visitor.page.locator(self.shows).first.wait_for()


@dataclass(frozen=True)
class State:
    """A page: its address, what must be seen there (a CSS selector), what may be done once it is open."""

    name: str
    path: str | Find
    shows: str
    steps: tuple[Step, ...] = ()
    status: int = 200
    cookies: tuple[str, ...] = ()  # those a form needs; a page that is only read sets none
    role: str = ""  # of the demonstration's account that opens it; none: anybody

    def __str__(self) -> str:
        return self.name

    def reach(self, visitor: Visitor, guide: Guide) -> Response:
        path = self.path if isinstance(self.path, str) else self.path(guide)
        visitor.page.goto("about:blank")  # an address that differs by its fragment alone would not be asked again
        response = visitor.open(path, expected=self.status)
        visitor.page.locator(self.shows).first.wait_for()
        return response


def first(suffix: str = "", **criteria: str | int) -> Find:
    return lambda guide: guide.first(**criteria)["url"] + suffix


def press(name: str) -> Act:
    """Press a button of the page, its form as it stands."""
    return lambda visitor: visitor.page.get_by_role("button", name=name, exact=True).first.click()


def follow(name: str) -> Act:
    return lambda visitor: visitor.page.get_by_role("link", name=name).first.click()


def open_first(visitor: Visitor) -> None:
    visitor.page.locator(".ligne__titre a").first.click()


def choose_any_time(visitor: Visitor) -> None:
    visitor.page.locator(".slot").first.click()

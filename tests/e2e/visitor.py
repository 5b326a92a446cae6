"""Somebody's browser window: opens pages, writes down what they must not do, lets nothing leave the host."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, Route

PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1366, "height": 900}
ELSEWHERE = "<!DOCTYPE html><html lang=fr><title>Ailleurs</title><h1>Ailleurs</h1>"
DRAW_AT_ONCE = {"reduced_motion": "reduce", "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@dataclass
class Visitor:
    """A browser context and its page; `calls_outside` and `errors` grow as pages are read."""

    site: str
    context: BrowserContext
    page: Page
    calls_outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str, expected: int = 200) -> Response:
        """Go to an address of the site; fail when it does not answer `expected`."""
        response = self.page.goto(urljoin(self.site, path), wait_until="load")
        assert response is not None
        assert response.status == expected, f"{path} answers {response.status}"
        return response

    def sign_in(self, account: dict[str, str]) -> None:
        """Sign in as one of the demonstration's accounts, {"email", "mot_de_passe"}."""
        self.open("/compte/login/")
        self.page.locator("#id_login").fill(account["email"])
        self.page.locator("#id_password").fill(account["mot_de_passe"])
        with self.page.expect_navigation(url=lambda url: "/login/" not in url):
            self.page.locator("#id_password").press("Enter")

    def path(self) -> str:
        """Where the page is now: path and query."""
        return self.page.url.removeprefix(self.site)

    def focused(self) -> Locator:
        return self.page.locator("*:focus")

    def cookies(self) -> list[str]:
        return sorted(cookie["name"] for cookie in self.context.cookies())


@contextmanager
def visit(browser: Browser, site: str, **options: Any) -> Iterator[Visitor]:
    """Open a window with nothing in memory; options are those of Playwright's `new_context`."""
    context = browser.new_context(base_url=site, **{"viewport": PHONE} | DRAW_AT_ONCE | options)
    visitor = Visitor(site, context, context.new_page())
    _keep_inside(visitor)
    _listen(visitor)
    try:
        yield visitor
    finally:
        context.close()


def _keep_inside(visitor: Visitor) -> None:
    """Answer in the place of other hosts, and write their addresses down."""

    def answer(route: Route) -> None:
        visitor.calls_outside.append(route.request.url)
        route.fulfill(status=200, content_type="text/html; charset=utf-8", body=ELSEWHERE)

    # A pattern, and not a function: what stays inside is let through without coming here, which takes time.
    visitor.context.route(re.compile(rf"^(?!{re.escape(visitor.site)}/|data:|blob:)"), answer)


def _listen(visitor: Visitor) -> None:
    """Keep console errors, but for the page's own status: a browser reports a page answering 404 as an error."""

    def hear(message) -> None:
        if message.type == "error" and message.location.get("url") != visitor.page.url:
            visitor.errors.append(f"{message.text} ({message.location.get('url')})")

    visitor.page.on("console", hear)
    visitor.page.on("pageerror", lambda error: visitor.errors.append(str(error)))

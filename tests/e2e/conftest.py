"""The browser, the site under test, and windows to look at it."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from portail.outils import chromium

from . import server
from .guide import Guide
from .visitor import Visitor, visit

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PATIENCE = 90_000  # ms, on a machine that does much else too; nothing waits a tenth of that when all is well

Open = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find_or_install(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a site with the demonstration's content, this process's own, and the folder of its data."""
    with server.serve(server.prepare_template(), tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def site(served: tuple[str, Path]) -> str:
    return served[0]


@pytest.fixture(scope="session")
def accounts(served: tuple[str, Path]) -> dict[str, dict[str, str]]:
    """The demonstration's accounts by role: {"éditeur": {"email", "mot_de_passe"}, …}."""
    rows = json.loads((served[1] / "comptes-demo.json").read_text(encoding="utf-8"))
    return {row["role"]: row for row in rows}


@pytest.fixture(scope="session")
def guide(site: str) -> Guide:
    return Guide(site)


@pytest.fixture
def open_window(browser: Browser, site: str) -> Iterator[Open]:
    """Open windows, closed after the test; options are those of Playwright's `new_context`."""
    with ExitStack() as windows:

        def open_one(**options) -> Visitor:
            visitor = windows.enter_context(visit(browser, site, **options))
            visitor.context.set_default_timeout(PATIENCE)
            return visitor

        yield open_one


@pytest.fixture
def visitor(open_window: Open) -> Visitor:
    """A phone, which must neither call another host nor complain in its console."""
    return open_window()

"""What must hold on every page: axe's rules, one h1, nothing wider than the screen, a strict policy.

Each check returns its faults as sentences that name the rule and the element.
"""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page, Response

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]  # all that a change of theme can break


def check_axe(page: Page, within: str = "") -> list[str]:
    """Every rule, in the state that the page is in; `within` is the selector of a part of it.

    What was hidden when the theme changed takes its colours once it is shown: all must be still first.
    """
    probe(page, "still")
    return probe(page, "axeFaults", {"type": "tag", "values": TAGS, "within": within})


def check_dark(page: Page) -> list[str]:
    """The rules about colours, in the dark theme; the page is left in the light one."""
    page.emulate_media(color_scheme="dark")
    probe(page, "still")
    faults = probe(page, "axeFaults", {"type": "rule", "values": CONTRAST})
    page.emulate_media(color_scheme="light")
    return [f"dark: {fault}" for fault in faults]


def check_width(page: Page, width: int, text: str = "100%") -> list[str]:
    """Nothing overflows sideways at this width, in CSS px, with text this large; the page is left as it was."""
    before = page.viewport_size
    if before and before["width"] != width:
        page.set_viewport_size(before | {"width": width})
    faults = probe(page, "overflow", text)
    if before and before["width"] != width:
        page.set_viewport_size(before)
    return [f"at {width} px, text {text}: {fault}" for fault in faults]


def check_headings(page: Page) -> list[str]:
    count = page.locator("h1").count()
    return [] if count == 1 else [f"{count} h1"]


def check_policy(response: Response) -> list[str]:
    """A content security policy is sent, and trusts nothing written inside a page."""
    policy = response.headers.get("content-security-policy", "")
    if "script-src" not in policy or "style-src" not in policy:
        return ["no content security policy for scripts and styles"]
    return [f"policy allows {word}" for word in policy.replace(";", " ").split() if "unsafe-" in word or word == "*"]


def probe(page: Page, name: str, argument: Any = None) -> Any:
    """Call one of the functions of probes.js in the page."""
    if not page.evaluate("() => 'probes' in window"):
        page.evaluate(_scripts())
    return page.evaluate(f"argument => probes.{name}(argument)", argument)


@cache
def _scripts() -> str:
    axe = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    ours = Path(__file__).with_name("probes.js")
    return ";\n".join(path.read_text(encoding="utf-8") for path in (axe, ours))

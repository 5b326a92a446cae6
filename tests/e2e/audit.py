"""What must hold on every page: axe's rules, one h1, nothing wider than the screen, a strict policy. Faults are sentences."""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page, Response

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]  # all that a change of theme can break

RUN_AXE = r"""
async ({ type, values }) => {
  const { violations } = await axe.run(document, { runOnly: { type, values }, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `axe ${id}: ${target.join(" ")}: ${(failureSummary ?? help).split("\n").slice(1).join(";")}`));
}
"""
OVERFLOW = """
() => {
  const width = document.documentElement.clientWidth;
  const excess = document.documentElement.scrollWidth - width;
  if (excess <= 0) return [];
  const name = (node) => node.tagName.toLowerCase() + (node.id ? `#${node.id}` : "") + [...node.classList].map((c) => `.${c}`).join("");
  const clips = (node) => node && (getComputedStyle(node).overflowX !== "visible" || clips(node.parentElement));
  const sticksOut = (node) => node.getBoundingClientRect().right > width + 0.5 && !clips(node.parentElement);
  const wide = [...document.querySelectorAll("body *")].filter(sticksOut);
  const deepest = wide.filter((node) => !wide.some((other) => other !== node && node.contains(other)));
  return [`${excess} px wider than the screen: ${deepest.slice(0, 5).map(name).join(", ")}`];
}
"""


# Transitions may start one another from parent to child: still means three frames without any.
STILL = """
async () => {
  for (let quiet = 0; quiet < 3; ) {
    await new Promise(requestAnimationFrame);
    quiet = document.getAnimations().length ? 0 : quiet + 1;
  }
}
"""


def check_axe(page: Page) -> list[str]:
    """Every rule, in the state that the page is in."""
    return _run(page, {"type": "tag", "values": TAGS})


def check_dark(page: Page) -> list[str]:
    """The rules about colours, in the dark theme; the page is left in the light one."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(STILL)
    faults = [f"dark: {fault}" for fault in _run(page, {"type": "rule", "values": CONTRAST})]
    page.emulate_media(color_scheme="light")
    return faults


def check_width(page: Page, width: int, text: str = "100%") -> list[str]:
    """Nothing overflows sideways at this width, in CSS px, with text this large; the page is left as it was."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 780})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
    faults = [f"at {width} px, text {text}: {fault}" for fault in page.evaluate(OVERFLOW)]
    page.evaluate("() => document.documentElement.style.removeProperty('font-size')")
    if before:
        page.set_viewport_size(before)
    return faults


def check_headings(page: Page) -> list[str]:
    count = page.locator("h1").count()
    return [] if count == 1 else [f"{count} h1"]


def check_policy(response: Response) -> list[str]:
    """A content security policy is sent, and trusts nothing written inside a page."""
    policy = response.headers.get("content-security-policy", "")
    if "script-src" not in policy and "default-src" not in policy:
        return ["no content security policy"]
    return [f"policy allows {word}" for word in policy.replace(";", " ").split() if "unsafe-" in word or word == "*"]


def _run(page: Page, rules: dict) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    return page.evaluate(RUN_AXE, rules)


@cache
def _axe() -> str:
    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text(encoding="utf-8")

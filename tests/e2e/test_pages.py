"""Every kind of page in every state: accessible, within the screen, silent, and calling nobody."""

import pytest

from . import audit
from .states import STATES
from .visitor import DESKTOP, PHONE, Visitor

SCREENS = {"360": PHONE, "1366": DESKTOP}
NARROWEST = 320  # CSS px: a 1280 px screen zoomed four times (WCAG 1.4.10)


@pytest.mark.parametrize("width", SCREENS)
@pytest.mark.parametrize("state", STATES, ids=str)
def test_page_has_no_fault(state, width, open_window, guide):
    visitor = open_window(viewport=SCREENS[width])
    response = state.reach(visitor, guide)
    page = visitor.page

    faults = [*audit.check_policy(response), *audit.check_headings(page), *audit.check_axe(page)]
    faults += audit.check_width(page, int(width))
    faults += audit.check_width(page, int(width), text="200%")
    faults += audit.check_width(page, NARROWEST) if width == "360" else audit.check_dark(page)
    faults += silence(visitor, state.cookies)
    if faults:
        pytest.fail("\n  ".join([f"{visitor.path()} at {width} px", *faults]), pytrace=False)


def silence(visitor: Visitor, cookies: tuple[str, ...]) -> list[str]:
    """What the page did besides being read."""
    return [
        *(f"calls {url}" for url in visitor.calls_outside),
        *(f"console: {error}" for error in visitor.errors),
        *(f"cookie {name}" for name in visitor.cookies() if name not in cookies),
    ]
